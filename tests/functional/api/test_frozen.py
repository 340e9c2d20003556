"""Gold that is part of a release stays as it is, whatever annotators and reviewers do afterwards."""

from __future__ import annotations

import json

import pytest

from tests.bodies import claim, uid

RULING = {"case_version": 1, "outcome": "accept", "reason": "slip", "rationale": "So.", "confidence": 2}


@pytest.fixture
def released(world):
    """A world whose second project holds the article with its gold released, given to ann and ben."""
    for number, name in enumerate(("ann", "ben"), 1):
        world.as_(name).put(f"/articles/a1/annotations/{uid(number)}", claim())
        world.as_(name).put("/articles/a1/submission")
    line = json.loads(world.as_("man").get("/projects/news/export").data)
    del line["history"]
    line["layers"][0]["state"] = "released"
    world.add_project("second")
    for name, role in (("man", "manager"), ("rev", "reviewer"), ("ann", "annotator"), ("ben", "annotator")):
        world.add_person(name, role, slug="second")
    sent = {"data": json.dumps(line).encode(), "content_type": "application/x-ndjson"}
    made = world.as_("man").call("POST", "/projects/second/articles", **sent)
    world.article_id = made.json["lines"][0]["id"]
    world.assign(world.article_id, "ann", "ben")
    return world


def gold(world) -> dict:
    return world.as_("rev").get(f"/articles/{world.article_id}/layers/gold").json


def hand_in(world, ann: dict, ben: dict) -> None:
    for number, (name, body) in enumerate((("ann", ann), ("ben", ben)), 201):
        client = world.as_(name)
        assert client.put(f"/articles/{world.article_id}/annotations/{uid(number)}", body).status_code == 201
        assert client.put(f"/articles/{world.article_id}/submission").status_code == 200


def test_annotators_can_hand_in_and_agree(released):
    before = gold(released)
    hand_in(released, claim(), claim())
    assert gold(released) == before
    assert before["state"] == "released"
    (case,) = released.as_("rev").get("/projects/second/cases").json["items"]
    assert case["state"] == "open"


def test_a_decision_is_refused(released):
    before = gold(released)
    hand_in(released, claim(), claim("exports rose"))
    (case,) = released.as_("rev").get("/projects/second/cases").json["items"]
    body = RULING | {"chosen": uid(201)}
    answer = released.as_("rev").put(f"/cases/{case['id']}/decision", body)
    assert (answer.status_code, answer.json["code"]) == (409, "layer_frozen")
    assert gold(released) == before


def test_readings_that_go_take_nothing_along(released):
    hand_in(released, claim(), claim("exports rose"))
    before = gold(released)
    ann = released.as_("ann")
    assert ann.delete(f"/articles/{released.article_id}/submission").status_code == 204
    assert ann.delete(f"/articles/{released.article_id}/annotations/{uid(201)}").status_code == 204
    assert ann.put(f"/articles/{released.article_id}/submission").status_code == 200
    assert gold(released) == before


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_what_stands_in_gold_is_changed_by_decisions_alone(released, method):
    """Whoever sees the gold is told so, also by a body that is none; to all others there is nothing."""
    before = gold(released)
    (held,) = (f"/articles/{released.article_id}/annotations/{one['id']}" for one in before["annotations"])
    for body in (claim("exports rose"), {}):
        told = {name: released.as_(name).call(method, held, body).json["code"] for name in ("rev", "man", "ann")}
        assert told == {"rev": "layer_frozen", "man": "layer_frozen", "ann": "not_found"}
    other = released.as_("rev").call(method, f"/articles/{released.article_id}/annotations/{uid(999)}", claim())
    assert other.json["code"] == "not_found"
    assert gold(released) == before
