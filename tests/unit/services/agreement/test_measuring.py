"""The report as a whole: every part there, and nothing for who may not."""

from __future__ import annotations

from uuid import uuid4

import pytest

from annotator.errors import Refused
from annotator.permissions import OPERATOR
from annotator.services.agreement.choice import Asked
from annotator.services.agreement.measuring import measure
from annotator.services.corpus import exporting, importing
from exports.format import Losses
from tests.bodies import claim
from tests.released import ready


def report(world, name: str):
    with world.reading() as session:
        return measure(session, world.actor(session, name), world.project(session), Asked(draws=0)).record


@pytest.mark.parametrize("name", ["ann", "rev", "out"])
def test_only_researchers_and_managers_are_told(world, name):
    with pytest.raises(Refused):
        report(world, name)


def test_without_anything_every_part_is_there_and_undefined(world):
    found = report(world, "res")
    assert (found["articles"], found["pairs"], found["by_article"], found["over_time"]) == (0, 0, [], [])
    assert {one["alpha"] for one in found["tags"].values()} == {None}
    assert found["relations"]["reasons"]["labelled_f1"] == "nothing_marked"
    assert found["omissions"]["reasons"]["content_f1"] == "not_adjudicated"


def test_a_corpus_of_ours_has_the_same_figures_where_it_is_imported(world):
    ready(world)
    for name in ("ann", "ben"):
        world.as_(name).put(f"/articles/a1/annotations/{uuid4()}", claim())
    world.add_project("copy")
    with world.writing() as session:
        lines = exporting.write(session, OPERATOR, world.project(session), Losses(), chosen="all")
        importing.import_lines(session, OPERATOR, world.project(session, "copy"), b"".join(lines))
        ours, theirs = (
            measure(session, OPERATOR, world.project(session, slug), Asked(draws=0)).record
            for slug in ("news", "copy")
        )
    assert ours["articles"] == theirs["articles"] == 1
    assert ours["tags"] == theirs["tags"]
