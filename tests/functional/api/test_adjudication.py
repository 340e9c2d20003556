"""Review through the API: cases appear, are decided, and the gold, its relations and fact-checks follow."""

from __future__ import annotations

import json

import pytest

from exports import record
from tests.bodies import TEXT, claim, framing, omission, rebuttal, segment, span, uid

CASES = "/projects/news/cases"
ANN, BEN = uid(1), uid(101)
RULING = {
    "outcome": "accept",
    "reason": "boundary_convention",
    "rationale": "The guideline says so.",
    "confidence": 3,
}


def work(world, **layers) -> None:
    """Let each person make these annotations under ids that count up, and hand in."""
    for base, (name, bodies) in zip((1, 101, 201), layers.items(), strict=False):
        client = world.as_(name)
        for number, body in enumerate(bodies, base):
            answer = client.put(f"/articles/a1/annotations/{uid(number)}", body)
            assert answer.status_code == 201, answer.json
    for name in layers:
        assert world.as_(name).put("/articles/a1/submission").status_code == 200


def cases(world, state: str = "all", name: str = "rev") -> list[dict]:
    return world.as_(name).get(f"{CASES}?state={state}").json["items"]


def decide(world, case: dict, name: str = "rev", **ruling):
    body = {**RULING, "case_version": case["case_version"], **ruling}
    return world.as_(name).put(f"/cases/{case['id']}/decision", body)


def gold(world) -> dict:
    return world.as_("rev").get("/articles/a1/layers/gold").json


def history_actions(world) -> list[str]:
    return [event["action"] for event in world.as_("man").get("/articles/a1/history").json["items"]]


@pytest.fixture
def boundary(world):
    """Ann and ben mark the same claim with other ends."""
    work(world, ann=[claim("exports rose by 12 percent in 2023")], ben=[claim("exports rose by 12 percent")])
    return world


def test_no_case_before_all_have_handed_in(world):
    world.as_("ann").put(f"/articles/a1/annotations/{ANN}", claim())
    world.as_("ann").put("/articles/a1/submission")
    assert cases(world) == []


def test_a_difference_makes_one_case(boundary):
    (case,) = cases(boundary)
    assert (case["state"], case["primary"], case["case_version"]) == ("open", "boundary", 1)
    assert {member["annotation"] for member in case["members"]} == {ANN, BEN}
    assert case["quote"] == TEXT[case["start"] : case["end"]]


def test_a_case_shows_its_readings(boundary):
    (case,) = cases(boundary)
    answer = boundary.as_("rev").get(f"/cases/{case['id']}")
    assert answer.headers["ETag"] == '"1"'
    assert [reading["id"] for reading in answer.json["readings"]] == [ANN, BEN]
    assert answer.json["decision"] is None


def test_readings_bear_no_names(boundary):
    (case,) = cases(boundary)
    data = boundary.as_("rev").get(f"/cases/{case['id']}").data
    assert b'"ann"' not in data
    assert b'"ben"' not in data


def test_accepting_makes_gold_that_points_to_its_reading(boundary):
    (case,) = cases(boundary)
    decision = decide(boundary, case, chosen=ANN).json
    (made,) = gold(boundary)["annotations"]
    assert decision["result"] == [made["id"]]
    assert made["derived_from"] == [ANN]
    assert (made["origin"], made["version"]) == ("adjudication", 1)
    assert made["anchor"]["segments"] == [segment("exports rose by 12 percent in 2023")]
    assert (decision["case"], decision["supersedes"], decision["phase"]) == (case["id"], None, "blind")


def test_the_gold_is_adjudicated_when_all_is_decided(boundary):
    (case,) = cases(boundary)
    decide(boundary, case, chosen=ANN)
    assert gold(boundary)["state"] == "adjudicated"
    assert [case["state"] for case in cases(boundary)] == ["decided"]
    assert cases(boundary, "open") == []


def test_gold_stays_open_while_a_case_is(world):
    work(world, ann=[claim(), framing()], ben=[])
    first, second = cases(world)
    decide(world, first, chosen=first["members"][0]["annotation"])
    assert gold(world)["state"] == "open"
    decide(world, second, outcome="reject", chosen=None)
    assert gold(world)["state"] == "adjudicated"


def test_gold_that_lacks_something_stays_open(world):
    work(world, ann=[claim(normalized=None)], ben=[])
    (case,) = cases(world)
    assert decide(world, case, chosen=ANN).status_code == 200
    assert gold(world)["state"] == "open"
    amended = {"annotation": ANN, "attributes": {"normalized": "Exports rose."}}
    assert decide(world, case, outcome="amend", chosen=amended).status_code == 200
    assert gold(world)["state"] == "adjudicated"


def test_a_proposal_does_not_enter_gold(world):
    proposed = {"proposed_verdict": "refuted", "proposed_justification": "The table says otherwise."}
    work(world, ann=[claim(**proposed)], ben=[])
    (case,) = cases(world)
    decide(world, case, chosen=ANN)
    assert not set(proposed) & set(gold(world)["annotations"][0]["attributes"])


def test_amending_changes_what_is_said_otherwise(boundary):
    (case,) = cases(boundary)
    chosen = {"annotation": ANN, "attributes": {"voice": "author_voice"}, "anchor": span("exports rose")}
    decision = decide(boundary, case, outcome="amend", chosen=chosen).json
    (made,) = gold(boundary)["annotations"]
    assert made["attributes"] == claim()["attributes"] | {"voice": "author_voice"}
    assert made["anchor"]["segments"] == [segment("exports rose")]
    assert made["derived_from"] == [ANN]
    assert decision["chosen"]["attributes"] == {"voice": "author_voice"}


def test_merging_covers_both(world):
    work(world, ann=[claim("exports rose by 12")], ben=[claim("rose by 12 percent in 2023")])
    (case,) = cases(world)
    assert decide(world, case, outcome="merge").status_code == 200
    (made,) = gold(world)["annotations"]
    assert made["anchor"]["segments"] == [segment("exports rose by 12 percent in 2023")]
    assert set(made["derived_from"]) == {ANN, BEN}


def test_rejecting_leaves_nothing(boundary):
    (case,) = cases(boundary)
    decision = decide(boundary, case, outcome="reject").json
    assert decision["result"] == []
    assert (gold(boundary)["annotations"], gold(boundary)["state"]) == ([], "adjudicated")


def test_adding_what_nobody_had(boundary):
    (case,) = cases(boundary)
    answer = decide(boundary, case, outcome="add", chosen=framing())
    assert answer.status_code == 200, answer.json
    (made,) = gold(boundary)["annotations"]
    assert (made["tag"], made["derived_from"], made["origin"]) == ("framing", [], "adjudication")


def test_undecidable_is_a_decision(boundary):
    (case,) = cases(boundary)
    assert decide(boundary, case, outcome="undecidable").json["result"] == []
    assert cases(boundary)[0]["state"] == "decided"


def test_a_second_decision_supersedes_the_first(boundary):
    (case,) = cases(boundary)
    first = decide(boundary, case, chosen=ANN).json
    second = decide(boundary, case, chosen=BEN).json
    assert second["supersedes"] == first["id"]
    (made,) = gold(boundary)["annotations"]
    assert [made["id"]] == second["result"] != first["result"]
    withdrawn = boundary.as_("rev").get("/articles/a1/layers/gold?withdrawn=true").json["annotations"]
    assert [item["id"] for item in withdrawn if item.get("withdrawn")] == first["result"]
    assert boundary.as_("rev").get(f"/cases/{case['id']}").json["decision"]["id"] == second["id"]


def test_decisions_are_only_ever_added(boundary):
    (case,) = cases(boundary)
    decide(boundary, case, chosen=ANN)
    decide(boundary, case, outcome="reject")
    line = json.loads(boundary.as_("man").get("/projects/news/export").data)
    assert [decision["outcome"] for decision in line["decisions"]] == ["accept", "reject"]
    assert record.problems(line) == []
    assert history_actions(boundary).count("case:decide") == 2


REFUSED = {
    "an old version": ({"case_version": 9}, 412, "version_conflict"),
    "no version": ({"case_version": None}, 422, "missing_field"),
    "no reading of the case": ({"chosen": uid(77)}, 422, "unknown_value"),
    "no reading named": ({"chosen": None}, 422, "missing_field"),
    "an unknown outcome": ({"outcome": "maybe"}, 422, "unknown_value"),
    "an unknown reason": ({"reason": "because"}, 422, "unknown_value"),
    "no confidence": ({"confidence": None}, 422, "missing_field"),
    "confidence of 4": ({"confidence": 4}, 422, "out_of_range"),
    "a reviewer": ({"reviewer": "ann"}, 422, "unknown_field"),
    "amended without a word": ({"outcome": "amend", "chosen": ANN, "rationale": " "}, 422, "incomplete"),
    "merged without a word": ({"outcome": "merge", "rationale": None}, 422, "incomplete"),
    "two rejected without a word": ({"outcome": "reject", "rationale": None}, 422, "incomplete"),
    "amended to nonsense": (
        {"outcome": "amend", "chosen": {"annotation": ANN, "anchor": {"kind": "point"}}}, 422, None
    ),
    "nothing added": ({"outcome": "add", "chosen": None}, 422, "missing_field"),
}  # fmt: skip


@pytest.mark.parametrize("ruling, status, code", REFUSED.values(), ids=REFUSED)
def test_a_decision_that_may_not_be(boundary, ruling, status, code):
    (case,) = cases(boundary)
    answer = decide(boundary, case, **{"chosen": ANN, **ruling})
    assert (answer.status_code, answer.json["code"]) == (status, code or answer.json["code"])
    assert boundary.as_("rev").get(f"/cases/{case['id']}").json["decision"] is None
    assert "case:decide" not in history_actions(boundary)


def test_a_majority_is_overruled_with_a_word_only(world):
    world.add_person("cat", "annotator")
    world.assign("a1", "cat")
    own = claim(voice="author_voice")
    work(world, ann=[claim()], ben=[claim()], cat=[own])
    (case,) = cases(world)
    assert decide(world, case, chosen=uid(201), rationale=None).json["code"] == "incomplete"
    assert decide(world, case, chosen=ANN, rationale=None).status_code == 200
    assert decide(world, case, chosen=uid(201)).status_code == 200


def test_a_stale_decision_gets_the_version_there_is(boundary):
    (case,) = cases(boundary)
    assert decide(boundary, case, case_version=9).json["current"]["case_version"] == 1


def test_not_ready_while_somebody_works_again(boundary):
    (case,) = cases(boundary)
    boundary.as_("ann").delete("/articles/a1/submission")
    answer = decide(boundary, case, chosen=ANN)
    assert (answer.status_code, answer.json["code"]) == (409, "not_ready")


def test_a_reading_changed_makes_a_new_version_of_the_case(boundary):
    (case,) = cases(boundary)
    ann = boundary.as_("ann")
    ann.delete("/articles/a1/submission")
    ann.put(f"/articles/a1/annotations/{ANN}", claim("rose by 12 percent"), if_match=1)
    ann.put("/articles/a1/submission")
    (again,) = cases(boundary)
    assert (again["id"], again["case_version"]) == (case["id"], 2)
    assert decide(boundary, case, chosen=ANN).status_code == 412
    assert decide(boundary, again, chosen=ANN).status_code == 200


def test_handing_in_again_unchanged_changes_no_case(boundary):
    before = cases(boundary)
    boundary.as_("ann").delete("/articles/a1/submission")
    boundary.as_("ann").put("/articles/a1/submission")
    assert cases(boundary) == before


def test_nobody_decides_on_an_own_annotation(boundary):
    """Blind, a reviewer who annotates sees no case; whatever they see, the reading is their own."""
    boundary.add_person("ann", "reviewer")
    (case,) = cases(boundary)
    assert boundary.as_("ann").get(f"/cases/{case['id']}").status_code == 404
    answer = decide(boundary, case, "ann", chosen=BEN)
    assert (answer.status_code, answer.json["code"]) == (403, "conflict_of_interest")
    assert boundary.as_("man").put("/articles/a1/opening").status_code == 204
    answer = decide(boundary, case, "ann", chosen=BEN)
    assert (answer.status_code, answer.json["code"]) == (403, "conflict_of_interest")
    assert decide(boundary, case, chosen=BEN).status_code == 200


def test_a_manager_decides_too_but_not_on_an_own_annotation(boundary):
    (case,) = cases(boundary)
    assert decide(boundary, case, "man", chosen=BEN).status_code == 200


@pytest.mark.parametrize("name, status", [("ann", 404), ("ben", 404), ("res", 404), ("out", 404), ("adm", 404)])
def test_who_does_not_review_sees_no_case(boundary, name, status):
    (case,) = cases(boundary)
    client = boundary.as_(name)
    assert client.get(f"/cases/{case['id']}").status_code == status
    assert decide(boundary, case, name, chosen=ANN).status_code == status


def test_what_all_agree_on_is_gold_at_once(world):
    work(world, ann=[claim()], ben=[claim()])
    (case,) = cases(world)
    assert (case["state"], case["kinds"]) == ("decided", ["agree"])
    (made,) = gold(world)["annotations"]
    assert set(made["derived_from"]) == {ANN, BEN}
    decision = world.as_("rev").get(f"/cases/{case['id']}").json["decision"]
    assert (decision["phase"], decision["reviewer"]) == ("auto", "auto")
    assert gold(world)["state"] == "adjudicated"


def test_an_automatic_decision_does_not_begin_the_review(world):
    work(world, ann=[claim()], ben=[claim()])
    assert world.as_("ann").delete("/articles/a1/submission").status_code == 204


def test_nothing_found_by_anybody_is_gold_too(world):
    work(world, ann=[], ben=[])
    assert (gold(world)["annotations"], gold(world)["state"]) == ([], "adjudicated")


def test_every_gold_claim_has_exactly_one_fact_check(world):
    work(world, ann=[claim(), claim("re-exports were counted twice"), framing()], ben=[claim()])
    for case in cases(world, "open"):
        decide(world, case, chosen=case["members"][0]["annotation"])
    claims = [a["id"] for a in gold(world)["annotations"] if a["tag"] == "claim"]
    checks = world.as_("rev").get("/projects/news/fact-checks").json["items"]
    assert len(claims) == 2
    assert sorted(m for check in checks for m in check["mentions"]) == sorted(claims)
    assert {check["verdict"] for check in checks} == {"not_checked"}


def test_a_verdict_outlives_a_second_decision(boundary):
    (case,) = cases(boundary)
    decide(boundary, case, chosen=ANN)
    rev = boundary.as_("rev")
    (check,) = rev.get("/projects/news/fact-checks").json["items"]
    body = {key: value for key, value in check.items() if key not in {"id", "version"}}
    body |= {"verdict": "not_enough_evidence", "justification": "No table was published."}
    assert rev.put(f"/projects/news/fact-checks/{check['id']}", body, if_match=check["version"]).status_code == 200
    chosen = {"annotation": ANN, "attributes": {"voice": "author_voice"}}
    decide(boundary, case, outcome="amend", chosen=chosen)
    line = json.loads(boundary.as_("man").get("/projects/news/export").data)
    (only,) = line["fact_checks"]
    assert (only["verdict"], only["mentions"]) == ("not_enough_evidence", [gold(boundary)["annotations"][0]["id"]])


def test_links_of_readings_become_links_of_gold(world):
    for name, base in (("ann", 1), ("ben", 101)):
        client = world.as_(name)
        client.put(f"/articles/a1/annotations/{uid(base)}", claim())
        client.put(f"/articles/a1/annotations/{uid(base + 1)}", rebuttal())
        link = {"type": "rebuts", "from": uid(base + 1), "to": uid(base)}
        assert client.put(f"/articles/a1/relations/{uid(base + 9)}", link).status_code == 201
        assert client.put("/articles/a1/submission").status_code == 200
    made = gold(world)
    assert [case["state"] for case in cases(world)] == ["decided"] * len(cases(world))
    by_tag = {item["tag"]: item["id"] for item in made["annotations"]}
    assert [(link["type"], link["from"], link["to"]) for link in made["relations"]] == [
        ("rebuts", by_tag["rebuttal"], by_tag["claim"])
    ]
    assert made["state"] == "adjudicated"


def test_a_link_goes_with_the_gold_it_hangs_on(world):
    test_links_of_readings_become_links_of_gold(world)
    rejected = next(case for case in cases(world) if ANN in {m["annotation"] for m in case["members"]})
    assert decide(world, rejected, outcome="reject").status_code == 200
    assert gold(world)["relations"] == []


def test_gold_is_written_by_decisions_only(boundary):
    (case,) = cases(boundary)
    made = decide(boundary, case, chosen=ANN).json["result"][0]
    for name, status in {"ann": 404, "rev": 409, "man": 409}.items():
        client = boundary.as_(name)
        assert client.put(f"/articles/a1/annotations/{made}", claim(), if_match=1).status_code == status
        assert client.delete(f"/articles/a1/annotations/{made}").status_code == status


def test_the_export_of_gold_is_valid_and_comes_back(world):
    work(
        world,
        ann=[claim(), omission(), rebuttal(target_external="Said abroad.")],
        ben=[claim(voice="author_voice")],
    )
    for case in cases(world, "open"):
        decide(world, case, chosen=case["members"][0]["annotation"])
    line = json.loads(world.as_("man").get("/projects/news/export").data)
    assert record.problems(line) == []
    assert [layer["state"] for layer in line["layers"]] == ["adjudicated"]
    assert {d["case"] for d in line["decisions"]} == {case["id"] for case in cases(world)}
    results = {uuid for decision in line["decisions"] for uuid in decision["result"]}
    assert results == {item["id"] for item in line["layers"][0]["annotations"]}


def test_it_is_the_same_on_both_databases(either_world):
    work(either_world, ann=[claim(), framing()], ben=[claim(voice="author_voice"), framing()])
    (case,) = cases(either_world, "open")
    assert decide(either_world, case, chosen=BEN).status_code == 200
    assert decide(either_world, case, chosen=ANN).status_code == 200
    made = gold(either_world)
    assert (made["state"], len(made["annotations"])) == ("adjudicated", 2)
