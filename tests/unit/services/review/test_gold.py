"""The gold: a fact-check for every claim, adjudicated when nothing is open and nothing missing."""

from __future__ import annotations

import json

from tests.bodies import claim, uid

RULING = {"case_version": 1, "outcome": "accept", "reason": "slip", "confidence": 3}


def work(world, ann: dict, ben: dict) -> list[dict]:
    for number, (name, body) in enumerate((("ann", ann), ("ben", ben)), 1):
        world.as_(name).put(f"/articles/a1/annotations/{uid(number)}", body)
        world.as_(name).put("/articles/a1/submission")
    return world.as_("rev").get("/projects/news/cases").json["items"]


def checks(world) -> list[dict]:
    return world.as_("res").get("/projects/news/fact-checks").json["items"]


def state(world) -> str:
    return world.as_("rev").get("/articles/a1/layers/gold").json["state"]


def test_what_all_agree_on_is_gold_without_a_reviewer(world):
    (case,) = work(world, claim(), claim())
    assert (case["state"], state(world)) == ("decided", "adjudicated")
    decision = world.as_("rev").get(f"/cases/{case['id']}").json["decision"]
    assert (decision["phase"], decision["reviewer"]) == ("auto", "auto")


def test_agreement_that_lacks_something_waits_for_a_reviewer(world):
    (case,) = work(world, claim(normalized=None), claim(normalized=None))
    assert (case["state"], case["kinds"]) == ("open", ["agree"])
    world.as_("rev").put(f"/cases/{case['id']}/decision", RULING | {"chosen": uid(1)})
    assert state(world) == "open"


def test_every_gold_claim_has_one_fact_check(world):
    work(world, claim(), claim())
    (check,) = checks(world)
    (made,) = world.as_("rev").get("/articles/a1/layers/gold").json["annotations"]
    assert (check["claim"], check["mentions"]) == (made["attributes"]["normalized"], [made["id"]])
    assert check["verdict"] == "not_checked"


def test_another_decision_keeps_the_fact_check(world):
    (case,) = work(world, claim(), claim("exports rose by 12 percent"))
    for chosen in (uid(1), uid(2)):
        world.as_("rev").put(f"/cases/{case['id']}/decision", RULING | {"chosen": [chosen, uid(1)]})
    (made, *_) = world.as_("rev").get("/articles/a1/layers/gold").json["annotations"]
    mentioned = [uuid for check in checks(world) for uuid in check["mentions"]]
    assert mentioned.count(made["id"]) == 1


def test_two_who_saw_nothing_agree(world):
    for name in ("ann", "ben"):
        world.as_(name).put("/articles/a1/submission")
    assert state(world) == "adjudicated"
    line = json.loads(world.as_("res").get("/projects/news/export").data)
    assert line["layers"][0]["annotations"] == []
