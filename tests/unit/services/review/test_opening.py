"""Opening the gold ends the blindness of those who annotated."""

from __future__ import annotations

import pytest

from annotator.errors import Refused
from annotator.permissions import OPERATOR
from annotator.services.review import opening


def finish(world) -> None:
    for name in ("ann", "ben"):
        world.as_(name).put("/articles/a1/submission")


def test_annotators_see_the_gold_once_it_is_open(world):
    finish(world)
    assert world.as_("ann").get("/articles/a1/layers/gold").status_code == 404
    assert world.as_("man").put("/articles/a1/opening").status_code == 204
    assert world.as_("ann").get("/articles/a1/layers/gold").json["state"] == "adjudicated"
    assert world.as_("man").delete("/articles/a1/opening").status_code == 204
    assert world.as_("ann").get("/articles/a1/layers/gold").status_code == 404


def test_only_a_manager_opens(world):
    with world.writing() as session, pytest.raises(Refused):
        opening.set_open(session, world.actor(session, "rev"), "a1", opened=True)


def test_opening_twice_is_one_event(world):
    with world.writing() as session:
        before = opening.set_open(session, OPERATOR, "a1", opened=True)
        session.refresh(before)
        count = before.events
        opening.set_open(session, OPERATOR, "a1", opened=True)
        session.refresh(before)
        assert before.events == count
