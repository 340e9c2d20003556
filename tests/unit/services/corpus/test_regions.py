"""Regions can be corrected until the first hand-in, and never over annotations."""

from __future__ import annotations

import pytest

from annotator.errors import Conflict, Invalid, Refused
from annotator.permissions import OPERATOR
from annotator.services.corpus import regions
from tests.bodies import TEXT, claim, uid

ALL = [{"role": "boilerplate", "start": 0, "end": len(TEXT)}]
LAST = [{"role": "boilerplate", "start": TEXT.index("Nobody"), "end": len(TEXT)}]


def correct(world, wanted, name: str | None = None):
    with world.writing() as session:
        actor = world.actor(session, name) if name else OPERATOR
        return regions.correct(session, actor, "a1", wanted).regions


def test_a_manager_corrects_them(world):
    assert correct(world, LAST, "man") == LAST


def test_what_is_annotated_cannot_become_boilerplate(world):
    world.as_("ann").put(f"/articles/a1/annotations/{uid(1)}", claim())
    with pytest.raises(Conflict) as refused:
        correct(world, ALL)
    assert refused.value.code == "in_use"
    assert correct(world, LAST) == LAST


def test_after_the_first_hand_in_they_stay(world):
    world.as_("ann").put("/articles/a1/submission")
    with pytest.raises(Conflict):
        correct(world, LAST)


def test_an_annotator_may_not(world):
    with pytest.raises(Refused):
        correct(world, LAST, "ann")


def test_regions_that_cannot_be_are_refused(world):
    with pytest.raises(Invalid):
        correct(world, [*LAST, *LAST])
