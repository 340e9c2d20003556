"""Relations of the gold: those of its readings, unless a case says otherwise."""

from __future__ import annotations

import pytest

from tests.bodies import claim, rebuttal, uid

RULING = {"case_version": 1, "reason": "slip", "confidence": 3}


def work(world, linked: tuple[str, ...]) -> list[dict]:
    """Both mark a claim and its rebuttal; those named link them."""
    for base, name in ((0, "ann"), (10, "ben")):
        client, external = world.as_(name), None if name in linked else "That exports rose."
        client.put(f"/articles/a1/annotations/{uid(base + 1)}", claim())
        client.put(f"/articles/a1/annotations/{uid(base + 2)}", rebuttal(target_external=external))
        if name in linked:
            link = {"type": "rebuts", "from": uid(base + 2), "to": uid(base + 1)}
            client.put(f"/articles/a1/relations/{uid(base + 3)}", link)
        assert client.put("/articles/a1/submission").status_code == 200
    return world.as_("rev").get("/projects/news/cases?state=open").json["items"]


def links(world) -> list[str]:
    return [link["type"] for link in world.as_("rev").get("/articles/a1/layers/gold").json["relations"]]


def settle(world, open_cases, relation: str) -> None:
    for case in open_cases:
        outcome = relation if case["primary"] == "relation" else "accept"
        chosen = case["members"][0]["annotation"] if outcome == "accept" else None
        ruling = RULING | {"outcome": outcome, "chosen": chosen}
        answer = world.as_("rev").put(f"/cases/{case['id']}/decision", ruling)
        assert answer.status_code == 200, answer.json


def test_a_link_that_both_drew_is_gold(world):
    assert work(world, ("ann", "ben")) == []
    assert links(world) == ["rebuts"]


@pytest.mark.slow
@pytest.mark.parametrize("relation, expected", [("accept", ["rebuts"]), ("reject", [])])
def test_a_link_of_one_is_decided(world, relation, expected):
    cases = work(world, ("ann",))
    assert "relation" in {case["primary"] for case in cases}
    settle(world, cases, relation)
    assert links(world) == expected
