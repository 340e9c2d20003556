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


def decisions(world) -> list[dict]:
    line = world.as_("res").get("/projects/news/export?layers=all").get_json(force=True)
    return line["decisions"]


def live(world) -> dict:
    return world.as_("rev").get("/articles/a1/layers/gold").json


@pytest.mark.parametrize("linked", [("ann", "ben"), ("ann",)], ids=["agreed", "decided"])
def test_decisions_name_the_relations_they_made(world, linked):
    settle(world, work(world, linked), "accept")
    [link] = live(world)["relations"]
    [naming] = [one for one in decisions(world) if link["id"] in one["result"]]
    case = world.as_("rev").get(f"/cases/{naming['case']}").json
    assert (case["primary"] == "relation") == (linked == ("ann",))
    made = [uuid for one in decisions(world) for uuid in one["result"]]
    assert sorted(made) == sorted([link["id"], *(one["id"] for one in live(world)["annotations"])])


def test_a_relation_taken_again_is_named_again(world):
    settle(world, work(world, ("ann",)), "accept")
    every = world.as_("rev").get("/projects/news/cases").json["items"]
    again = [case for case in every if case["primary"] == "relation"]
    settle(world, again, "accept")
    first, second = [one for one in decisions(world) if one["case"] == again[0]["id"]]
    assert first["result"] == second["result"] == [live(world)["relations"][0]["id"]]
    settle(world, again, "reject")
    assert decisions(world)[-1]["result"] == []


def change(world, name: str, number: int, body: dict | None) -> None:
    """A manager opens the layer again, and a link in it is drawn or withdrawn."""
    client, mine = world.as_(name), world.as_(name).get("/articles/a1/layers/mine").json["layer"]
    assert world.as_("man").delete(f"/articles/a1/layers/{mine}/submission").status_code == 204
    path = f"/articles/a1/relations/{uid(number)}"
    assert (client.put(path, body) if body else client.delete(path)).status_code in {201, 204}
    if body is None:
        said = rebuttal(target_external="That exports rose.")
        assert client.put(f"/articles/a1/annotations/{uid(number - 1)}", said, if_match=1).status_code == 200
    assert client.put("/articles/a1/submission").status_code == 200


def test_a_link_that_all_drew_in_the_end_is_gold(world):
    settle(world, work(world, ("ann",)), "reject")
    change(world, "ben", 13, {"type": "rebuts", "from": uid(12), "to": uid(11)})
    assert links(world) == ["rebuts"]


def test_a_link_that_nobody_draws_any_more_leaves_the_gold(world):
    settle(world, work(world, ("ann",)), "accept")
    change(world, "ann", 3, None)
    assert links(world) == []


@pytest.mark.parametrize("outcome", ["merge", "amend", "add"])
def test_links_are_taken_or_not(world, outcome):
    [case] = [one for one in work(world, ("ann",)) if one["primary"] == "relation"]
    ruling = RULING | {"outcome": outcome, "chosen": uid(3), "rationale": "So."}
    answer = world.as_("rev").put(f"/cases/{case['id']}/decision", ruling)
    assert (answer.status_code, answer.json["pointer"]) == (422, "/outcome")


def test_a_link_that_the_tags_decided_forbid_leaves_the_gold(world):
    cases = work(world, ("ann",))
    settle(world, cases, "accept")
    [case] = [one for one in cases if one["primary"] != "relation"]
    chosen = {"annotations": [uid(2)], "tag": "claim", "attributes": claim()["attributes"]}
    ruling = RULING | {"outcome": "amend", "chosen": chosen, "rationale": "It is a claim."}
    assert world.as_("rev").put(f"/cases/{case['id']}/decision", ruling).status_code == 200
    assert links(world) == []
    assert world.as_("res").get("/projects/news/export?layers=gold").data.count(b"\n") == 1
