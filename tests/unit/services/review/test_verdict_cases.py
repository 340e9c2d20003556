"""Verdicts proposed that differ are a case, and its decision is the fact-check's verdict."""

from __future__ import annotations

import pytest

from annotator.services.proof import checking
from tests.bodies import SOURCE, claim
from tests.functional.api.test_adjudication import ANN, BEN, cases, decide, gold, history_actions, work
from tests.visitors import Visitor, words

LINK = {"source": SOURCE, "stance": "refutes", "quote": "fell", "paraphrase": None, "locator": None}


def proposing(verdict: str) -> dict:
    body = claim(proposed_verdict=verdict, proposed_justification=f"The report has {verdict}.")
    return {**body, "sources": [LINK]}


@pytest.fixture
def case(world) -> dict:
    """Ann and ben agree on the claim and differ in its verdict."""
    work(world, ann=[proposing("refuted")], ben=[proposing("not_enough_evidence")])
    [found] = cases(world, "open")
    return found


def check(world) -> dict:
    [found] = world.as_("rev").get("/projects/news/fact-checks").json["items"]
    return found


def test_it_is_a_case_beside_the_claim(world, case):
    assert (case["kinds"], case["quote"]) == (["verdict"], "exports rose by 12 percent in 2023")
    assert {member["annotation"] for member in case["members"]} == {ANN, BEN}
    assert gold(world)["state"] == "open"


def test_the_verdict_taken_is_the_fact_checks(world, case):
    decision = decide(world, case, chosen=ANN)
    assert (decision.status_code, decision.json["result"]) == (200, [])
    found = check(world)
    assert (found["verdict"], found["justification"]) == ("refuted", "The report has refuted.")
    assert [link["source"] for link in found["evidence"]] == [SOURCE]
    assert {one["verdict"] for one in found["proposals"]} == {"refuted", "not_enough_evidence"}
    assert gold(world)["state"] == "adjudicated"
    assert len(gold(world)["annotations"]) == 1


def test_a_verdict_nobody_proposed(world, case):
    chosen = {"verdict": "conflicting_cherrypicking", "missing_context": True, "justification": "Both are true."}
    assert decide(world, case, outcome="amend", chosen=chosen).status_code == 200
    assert (check(world)["verdict"], check(world)["missing_context"]) == ("conflicting_cherrypicking", True)


@pytest.mark.parametrize("outcome", ["merge", "add"])
def test_verdicts_are_not_merged(world, case, outcome):
    assert decide(world, case, outcome=outcome, chosen=None).status_code == 422


def test_none_of_them_leaves_the_claim_unchecked(world, case):
    assert decide(world, case, outcome="reject", chosen=None).status_code == 200
    assert check(world)["verdict"] == "not_checked"


def test_a_later_decision_supersedes_the_verdict(world, case):
    decide(world, case, chosen=ANN)
    assert decide(world, case, chosen=BEN).json["supersedes"] is not None
    assert (check(world)["verdict"], check(world)["supersedes"] is not None) == ("not_enough_evidence", True)
    decide(world, case, outcome="undecidable", chosen=None)
    assert check(world)["verdict"] == "not_checked"


def test_before_the_claim_is_gold_there_is_nothing_to_rule_on(world):
    bodies = proposing("refuted"), {**proposing("supported"), "anchor": claim("exports rose")["anchor"]}
    work(world, ann=[bodies[0]], ben=[bodies[1]])
    verdict, main = sorted(cases(world, "open"), key=lambda one: one["primary"] != "verdict")
    assert decide(world, verdict, chosen=ANN).json["code"] == "not_ready"
    decide(world, main, chosen=BEN)
    assert decide(world, verdict, chosen=ANN).status_code == 200
    assert check(world)["verdict"] == "refuted"


def test_all_of_it_is_history(world, case):
    decide(world, case, chosen=ANN)
    assert "case:decide" in history_actions(world)
    with world.reading() as session:
        assert [found.check for found in checking.check(session) if not found.ok] == []


def test_the_desk_shows_each_verdict_as_a_lane(world, case):
    shown = words(Visitor(world, "rev").get(f"/articles/a1/review?case={case['id']}"))
    assert "Refuted: The report has refuted." in shown
    assert "Not enough evidence: The report has not_enough_evidence." in shown
    assert "Merge" not in shown
