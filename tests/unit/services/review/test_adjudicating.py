"""Deciding and taking back."""

from __future__ import annotations

import pytest

from annotator.errors import Conflict, Invalid, Missing, Refused, Stale
from annotator.permissions import OPERATOR
from annotator.services.desk import submitting
from annotator.services.people import assigning
from annotator.services.review import adjudicating
from tests.bodies import claim, uid

RULING = {"case_version": 1, "outcome": "accept", "chosen": uid(1), "reason": "slip", "confidence": 3}


@pytest.fixture
def case(world) -> str:
    """Ann and ben mark the same claim with other ends; the id of the case."""
    bodies = {"ann": claim(), "ben": claim("exports rose by 12 percent")}
    for number, (name, body) in enumerate(bodies.items(), 1):
        world.as_(name).put(f"/articles/a1/annotations/{uid(number)}", body)
        world.as_(name).put("/articles/a1/submission")
    (found,) = world.as_("rev").get("/projects/news/cases").json["items"]
    return found["id"]


def settle(world, case: str, name: str = "rev", **change):
    with world.writing() as session:
        return adjudicating.settle(session, world.actor(session, name), case, RULING | change).body


def gold(world) -> list[str]:
    found = world.as_("rev").get("/articles/a1/layers/gold").json
    return [annotation["anchor"]["segments"][0]["exact"] for annotation in found["annotations"]]


def test_a_reading_becomes_gold_and_points_back(world, case):
    decision = settle(world, case)
    (made,) = world.as_("rev").get("/articles/a1/layers/gold").json["annotations"]
    assert decision["result"] == [made["id"]]
    assert made["derived_from"] == [uid(1)]
    assert set(decision["compared"]) == {uid(1), uid(2)}


@pytest.mark.parametrize("name", ["ann", "ben", "res", "out"])
def test_who_does_not_review_finds_no_case(world, case, name):
    with pytest.raises(Missing):
        settle(world, case, name)


@pytest.mark.parametrize("opened", [False, True])
def test_own_readings_are_not_judged(world, case, opened):
    world.add_person("ann", "reviewer")
    with world.writing() as session:
        world.article(session).opened = opened
    with pytest.raises(Refused) as refused:
        settle(world, case, "ann")
    assert refused.value.code == "conflict_of_interest"


def test_a_case_that_moved_on_is_looked_at_again(world, case):
    with pytest.raises(Stale):
        settle(world, case, case_version=2)


def test_nothing_is_decided_while_somebody_works(world, case):
    with world.writing() as session:
        submitting.reopen(session, world.actor(session, "ben"), "a1")
    with pytest.raises(Conflict) as refused:
        settle(world, case)
    assert refused.value.code == "not_ready"


def test_a_late_annotator_makes_everybody_wait(world, case):
    world.add_person("cleo", "annotator")
    world.assign("a1", "cleo")
    with pytest.raises(Conflict):
        settle(world, case)
    with world.writing() as session:
        assigning.withdraw_from(session, OPERATOR, world.project(session), ["cleo"])
    assert settle(world, case)["outcome"] == "accept"


@pytest.mark.parametrize("change", [{"chosen": None}, {"chosen": uid(9)}, {"reason": None}, {"confidence": 4}])
def test_a_ruling_says_enough(world, case, change):
    with pytest.raises(Invalid):
        settle(world, case, **change)


def test_taking_back_opens_the_case_and_empties_the_gold(world, case):
    settle(world, case)
    with world.writing() as session:
        taken = adjudicating.undo(session, world.actor(session, "rev"), case)
    assert taken.body["supersedes"] is not None
    assert gold(world) == []
    assert world.as_("rev").get(f"/cases/{case}").json["state"] == "open"


def test_taking_back_a_second_decision_restores_the_first(world, case):
    settle(world, case)
    settle(world, case, chosen=uid(2))
    assert gold(world) == ["exports rose by 12 percent"]
    with world.writing() as session:
        adjudicating.undo(session, world.actor(session, "rev"), case)
    assert gold(world) == ["exports rose by 12 percent in 2023"]
