"""Calibration by the service: gold that came along, enough places for rates, and who may not ask."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from annotator.errors import Refused
from annotator.models import Annotation, Layer
from annotator.services.agreement import calibrating
from tests.bodies import uid
from tests.corpora import bring_in, line

LETTERS = "".join(chr(97 + number % 26) for number in range(260))
SPANS = [("claim", at, at + 6) for at in range(0, 240, 10)]


@pytest.fixture
def golden(world):
    """Ann marks what the gold that came along has, all but one a character too early, one not at all."""
    mine = [("claim", start - 1, end) if start else ("claim", start, end) for _, start, end in SPANS[:-1]]
    bring_in(world, line("g", {"p": mine, "gold": SPANS}, text=LETTERS))
    world.assign("g", "ann")
    with world.writing() as session:
        layers = {layer.name: layer for layer in session.scalars(select(Layer).where(Layer.article_id == 2))}
        ann = next(layer for layer in layers.values() if layer.kind == "annotator")
        for row in session.scalars(select(Annotation).where(Annotation.layer_id == layers["p"].id)):
            row.layer_id = ann.id
        ann.state, layers["gold"].state = "submitted", "adjudicated"
        world.project(session).calibration_open = True
        world.article(session, "g").opened = True
    return world


def of(world, name, whose=None):
    with world.reading() as session:
        return calibrating.of_person(session, world.actor(session, name), world.project(session), whose)


def test_gold_that_came_along_is_compared_where_it_stands(golden):
    found = of(golden, "ann")
    assert (found["places"], found["enough"]) == (24, True)
    assert found["confusion"]["counts"][0][0] == 23
    assert found["rates"]["claim"]["recall"] | {"low": None, "high": None} == {
        "part": 23, "of": 24, "value": 23 / 24, "low": None, "high": None
    }  # fmt: skip
    assert found["boundaries"] == {"start": -1, "end": 0, "spans": 23}
    assert {tuple(one["differs"]) for one in found["differences"]} == {("boundary",), ("missed",)}


def test_without_other_than_settled_gold_there_is_nothing(golden):
    with golden.writing() as session:
        session.scalars(select(Layer).where(Layer.kind == "gold")).one().state = "open"
    assert of(golden, "ann")["places"] == 0


@pytest.mark.parametrize("name", ["rev", "res", "ben"])
def test_nobody_else_may_ask(golden, name):
    whose = golden.as_("ann").get("/articles/g/layers/mine").json["layer"]
    with pytest.raises(Refused):
        of(golden, name, whose)


def test_the_manager_is_told_of_everybody(golden):
    with golden.reading() as session:
        [one] = calibrating.of_all(session, golden.actor(session, "man"), golden.project(session))
    assert (one["places"], one["right"]["part"]) == (24, 23)
    assert uid(1) not in str(one)
