"""A decision and what it made are one act, and point to each other."""

from __future__ import annotations

import pytest

from tests.bodies import claim, uid

RULING = {"case_version": 1, "outcome": "accept", "reason": "slip", "confidence": 3}


@pytest.fixture
def case(world) -> str:
    for number, (name, words) in enumerate((("ann", "exports rose"), ("ben", "exports rose by 12 percent")), 1):
        world.as_(name).put(f"/articles/a1/annotations/{uid(number)}", claim(words))
        world.as_(name).put("/articles/a1/submission")
    return world.as_("rev").get("/projects/news/cases").json["items"][0]["id"]


def decide(world, case: str, chosen: str) -> dict:
    return world.as_("rev").put(f"/cases/{case}/decision", RULING | {"chosen": chosen}).json


def events(world) -> list[dict]:
    return world.as_("man").get("/articles/a1/history").json["items"]


def test_decision_case_and_gold_are_one_event(world, case):
    decision = decide(world, case, uid(1))
    (event,) = [event for event in events(world) if event["action"] == "case:decide"]
    kinds = {key.split("/")[0] for key in event["objects"]}
    assert kinds >= {"annotation", "case", "decision"}
    assert f"decision/{decision['id']}" in event["objects"]


def test_a_second_decision_supersedes_the_first_and_keeps_it(world, case):
    first, second = decide(world, case, uid(1)), decide(world, case, uid(2))
    assert second["supersedes"] == first["id"]
    live = world.as_("rev").get("/articles/a1/layers/gold").json["annotations"]
    every = world.as_("rev").get("/articles/a1/layers/gold?withdrawn=true").json["annotations"]
    assert [made["id"] for made in live] == second["result"]
    assert {made["id"] for made in every} == {*first["result"], *second["result"]}


def test_the_reviewer_bears_a_pseudonym(world, case):
    assert decide(world, case, uid(1))["reviewer"].startswith("a-")


def test_a_decision_leaves_with_the_gold_it_made(world, case):
    decision = decide(world, case, uid(1))
    line = world.as_("res").get("/projects/news/export").get_json(force=True)
    assert [found["id"] for found in line["decisions"]] == [decision["id"]]
