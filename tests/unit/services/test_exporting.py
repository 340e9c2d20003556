"""The corpus out: valid lines, the same bytes for the same state."""

from __future__ import annotations

import json

import pytest

from annotator.errors import Invalid, Refused
from annotator.permissions import OPERATOR
from annotator.services import exporting
from exports import record
from exports.format import Losses
from tests.bodies import ENTITY, SOURCE, claim, omission, uid


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
