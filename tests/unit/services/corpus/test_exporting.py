"""The corpus out: valid lines, the same bytes for the same state."""

from __future__ import annotations

import json

import pytest

from annotator.errors import Invalid, Refused
from annotator.permissions import OPERATOR
from annotator.services.corpus import exporting, importing
from annotator.services.project import projects
from annotator.services.proof import checking
from annotator.services.review import opening
from exports import record
from exports.format import Losses
from tests.bodies import ENTITY, SOURCE, claim, omission, source, uid


def export(world, name: str | None = None, **options) -> bytes:
    with world.reading() as session:
        actor = world.actor(session, name) if name else OPERATOR
        return b"".join(exporting.write(session, actor, world.project(session), Losses(), **options))


@pytest.fixture
def worked(world):
    world.as_("ann").put(f"/articles/a1/annotations/{uid(1)}", claim())
    world.as_("ann").put(f"/articles/a1/annotations/{uid(2)}", omission())
    return world


def test_a_line_carries_what_its_layers_name(worked):
    line = json.loads(export(worked, chosen="all"))
    assert record.problems(line) == []
    assert [entity["id"] for entity in line["entities"]] == [ENTITY]
    assert [source["id"] for source in line["sources"]] == [SOURCE]


def test_same_state_same_bytes(worked):
    assert export(worked, chosen="all") == export(worked, chosen="all")


def test_gold_is_what_leaves_unless_asked_otherwise(worked):
    assert json.loads(export(worked))["layers"] == []


def test_a_layer_can_be_asked_for_by_name(worked):
    name = worked.as_("ann").get("/articles/a1/layers/mine").json["layer"]
    assert [layer["layer"] for layer in json.loads(export(worked, chosen=name))["layers"]] == [name]
    with pytest.raises(Invalid):
        export(worked, chosen="nobody")


def test_a_researcher_gets_no_open_layer(worked):
    assert json.loads(export(worked, "res", chosen="all"))["layers"] == []


@pytest.mark.parametrize("name", ["ann", "rev", "out"])
def test_others_do_not_export(worked, name):
    with pytest.raises(Refused):
        export(worked, name)


@pytest.fixture
def alike(world):
    """Ann and ben each hold the same page, and cite it."""
    for name, number in (("ann", 7), ("ben", 8)):
        body = source(f"As {name} has it", "http://www.page.example/a/")
        assert world.as_(name).put(f"/projects/news/sources/{uid(number)}", body).status_code == 201
        link = {"source": uid(number), "stance": "supports"}
        sent = {**claim(), "sources": [link]}
        assert world.as_(name).put(f"/articles/a1/annotations/{uid(number + 10)}", sent).status_code == 201
        assert world.as_(name).put("/articles/a1/submission").status_code == 200
    return world


def test_sources_of_one_address_leave_as_one(alike):
    line = json.loads(export(alike, chosen="all"))
    (known,) = line["sources"]
    assert (known["id"], known["title"], known["aliases"]) == (uid(7), "As ann has it", [uid(8)])
    links = {link["source"] for layer in line["layers"] for one in layer["annotations"] for link in one["sources"]}
    assert links == {uid(7)}
    assert alike.as_("ben").get(f"/projects/news/sources/{uid(8)}").json["title"] == "As ben has it"


def test_what_was_joined_comes_back_equal(alike):
    first = export(alike, chosen="all")
    with alike.writing() as session:
        copy = projects.create(session, OPERATOR, "copy")
        importing.import_lines(session, OPERATOR, copy, first)
    with alike.reading() as session:
        again = b"".join(
            exporting.write(session, OPERATOR, alike.project(session, "copy"), Losses(), chosen="all")
        )
    changed = ("project", "history", "id")
    first, again = ({k: v for k, v in json.loads(x).items() if k not in changed} for x in (first, again))
    assert first == again
    with alike.reading() as session:
        assert [found.check for found in checking.check(session) if not found.ok] == []


def test_an_export_holds_no_transaction_while_its_lines_are_used(either_world):
    for number in range(60):
        either_world.add_article(f"n{number}", f"Number {number}.")
    with either_world.reading() as session:
        lines = exporting.records(session, OPERATOR, either_world.project(session))
        next(lines)
        assert not session.in_transaction()
        either_world.add_article("later", "Came later.")
        rest = [line["id"] for line in lines]
    assert len(rest) == 60 and "later" not in rest


def test_a_line_is_of_one_moment(either_world):
    for number in range(60):
        either_world.add_article(f"n{number}", f"Number {number}.")
    with either_world.reading() as session:
        lines = exporting.records(session, OPERATOR, either_world.project(session))
        next(lines)
        with either_world.writing() as other:
            opening.set_open(other, OPERATOR, "n59", opened=True)
        last = list(lines)[-1]
    assert last["id"] == "n59" and last["history"]["events"] == 2
