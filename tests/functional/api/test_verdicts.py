"""Verdicts through the API: decided, superseded, given twice, the second time blind."""

from __future__ import annotations

import pytest

from annotator.permissions import OPERATOR
from annotator.services.evidence import verdicts
from annotator.services.proof import checking
from tests.bodies import SOURCE, uid

CHECK = f"/projects/news/fact-checks/{uid(1)}"
EVIDENCE = [{"source": SOURCE, "stance": "refutes", "quote": "fell", "paraphrase": None, "locator": None}]
REFUTED = {
    "verdict": "refuted",
    "missing_context": False,
    "justification": "The table says so.",
    "as_of": "2024-01-01",
}


@pytest.fixture
def rev(world):
    world.add_person("rob", "reviewer")
    client = world.as_("rev")
    body = {"claim": "Exports rose by 12 percent in 2023.", "mentions": [], "evidence": EVIDENCE}
    assert client.put(CHECK, body).status_code == 201
    return client


@pytest.fixture
def twice(world, rev):
    with world.writing() as session:
        verdicts.set_second_verdict(session, OPERATOR, world.project(session), wanted=True)
    return rev


def test_a_verdict_is_signed_and_dated(rev):
    answer = rev.put(f"{CHECK}/verdict", REFUTED)
    assert answer.status_code == 200 and answer.json["verdict"] == "refuted"
    assert answer.json["decided_by"].startswith("a-") and answer.json["decided_at"]
    assert answer.json["warnings"] == [] and answer.json["supersedes"] is None


def test_a_later_verdict_supersedes_and_the_old_one_stays(rev):
    first = rev.put(f"{CHECK}/verdict", REFUTED).json
    later = rev.put(f"{CHECK}/verdict", {**REFUTED, "verdict": "supported"}, if_match=first["version"]).json
    assert later["supersedes"] == first["version"]
    said = rev.get(f"{CHECK}/verdicts").json["items"]
    assert [one["verdict"] for one in said] == ["supported", "refuted"]
    assert said[1]["justification"] == "The table says so." and said[1]["evidence"][0]["source"] == SOURCE


def test_a_later_verdict_names_the_version_it_changes(rev):
    version = rev.put(f"{CHECK}/verdict", REFUTED).json["version"]
    assert rev.put(f"{CHECK}/verdict", {**REFUTED, "verdict": "supported"}).status_code == 428
    assert rev.put(f"{CHECK}/verdict", REFUTED, if_match=version + 4).status_code == 412


def test_what_the_server_says_of_a_fact_check_cannot_be_written(rev):
    stored = rev.get(CHECK).json
    body = {"claim": stored["claim"], "evidence": EVIDENCE, "decided_by": "me", "proposals": []}
    answer = rev.put(CHECK, body, if_match=stored["version"])
    assert "decided_by" not in answer.json


def test_what_the_server_says_of_evidence_is_dropped_but_where_it_came_with_it(world, rev):
    said = {"added_by": "a-heron", "quote_check": "exact", "quote_score": 100}
    answer = rev.put(CHECK, {"claim": "Exports rose.", "evidence": [{**EVIDENCE[0], **said}]}, if_match=1)
    assert answer.json["evidence"] == EVIDENCE
    with world.writing() as session:
        row = verdicts.find(session, OPERATOR, world.project(session), uid(1))
        row.body = {**row.body, "evidence": [{**EVIDENCE[0], **said}]}
    body = {"claim": "Exports fell.", "evidence": [{**EVIDENCE[0], **said}]}
    answer = rev.put(CHECK, body, if_match=answer.json["version"])
    assert (answer.status_code, answer.json["evidence"]) == (200, body["evidence"])


@pytest.mark.parametrize(
    "change, code",
    [
        ({"verdict": "false"}, "unknown_value"),
        ({"verdict": None}, "missing_field"),
        ({"justification": ""}, "incomplete"),
        ({"missing_context": "yes"}, "wrong_type"),
        ({"rating": {"scale": "politifact", "id": "maybe"}}, "unknown_value"),
        ({"by": "me"}, "unknown_field"),
        ({"as_of": "soon"}, "bad_value"),
        ({"as_of": "2023-02-30"}, "bad_date"),
    ],
)
def test_what_is_refused(rev, change, code):
    answer = rev.put(f"{CHECK}/verdict", REFUTED | change)
    assert (answer.status_code, answer.json["code"]) == (422, code)


def test_a_verdict_without_evidence_is_refused(rev):
    rev.put(CHECK, {"claim": "x", "evidence": []}, if_match=1)
    assert rev.put(f"{CHECK}/verdict", REFUTED).json["code"] == "evidence_required"


def test_a_first_verdict_waits_unseen(world, twice):
    answer = twice.put(f"{CHECK}/verdict", REFUTED)
    assert answer.json["second_verdict"] == "waiting" and "verdict" not in answer.json
    rob = world.as_("rob")
    shown = rob.get(f"{CHECK}/blind")
    assert shown.status_code == 200 and set(shown.json) == {"id", "claim", "evidence"}
    assert b"refuted" not in rob.get(CHECK).data and b"The table" not in rob.get(CHECK).data
    assert twice.get(f"{CHECK}/blind").json["code"] == "conflict_of_interest"
    assert twice.put(f"{CHECK}/blind", REFUTED).status_code == 403


def test_two_that_agree_make_the_verdict(world, twice):
    twice.put(f"{CHECK}/verdict", REFUTED)
    answer = world.as_("rob").put(f"{CHECK}/blind", {**REFUTED, "justification": "I see it too."})
    assert answer.status_code == 200 and answer.json["verdict"] == "refuted"
    assert answer.json["justification"] == "The table says so."
    assert [said["blind"] for said in answer.json["proposals"]] == [False, True]


def test_two_that_differ_send_it_round_again(world, twice):
    twice.put(f"{CHECK}/verdict", REFUTED)
    rob = world.as_("rob")
    answer = rob.put(f"{CHECK}/blind", {**REFUTED, "verdict": "not_enough_evidence"})
    assert answer.json["second_verdict"] == "differs" and "verdict" not in answer.json
    assert rob.put(f"{CHECK}/blind", REFUTED).json["code"] == "no_second_awaited"
    assert rob.put(f"{CHECK}/verdict", REFUTED).json["second_verdict"] == "waiting"
    assert twice.put(f"{CHECK}/blind", REFUTED).json["verdict"] == "refuted"


def test_another_first_verdict_is_not_put_over_the_one_that_waits(world, twice):
    twice.put(f"{CHECK}/verdict", REFUTED)
    assert world.as_("rob").put(f"{CHECK}/verdict", REFUTED).json["code"] == "second_awaited"


def test_a_put_of_the_whole_is_no_way_around_the_second(twice):
    stored = twice.get(CHECK).json
    body = {"claim": stored["claim"], "evidence": EVIDENCE, **REFUTED}
    assert twice.put(CHECK, body, if_match=stored["version"]).json["code"] == "second_needed"


def test_the_history_has_all_of_it(world, twice):
    twice.put(f"{CHECK}/verdict", REFUTED)
    world.as_("rob").put(f"{CHECK}/blind", REFUTED)
    with world.reading() as session:
        assert [found.check for found in checking.check(session) if not found.ok] == []


def test_scales_are_registered(world, rev):
    man = world.as_("man")
    assert man.put("/projects/news/scales/ifcn", {}).status_code == 201
    assert man.put("/projects/news/scales/ifcn", {}).status_code == 200
    own = {"label": {"en": "Ours"}, "entries": [{"id": "no", "order": 1, "label": {"en": "No"}},
                                                {"id": "yes", "order": 2, "label": {"en": "Yes"}}]}  # fmt: skip
    assert man.put("/projects/news/scales/house", own).status_code == 201
    rated = {**REFUTED, "rating": {"scale": "house", "id": "no"}}
    assert rev.put(f"{CHECK}/verdict", rated).json["rating"] == {"scale": "house", "id": "no"}
    fewer = {**own, "entries": [{"id": "a", "order": 1}, {"id": "yes", "order": 2}]}
    assert man.put("/projects/news/scales/house", fewer).status_code in {409, 422}
    assert {"politifact", "ifcn", "house"} <= {
        one["scale"] for one in rev.get("/projects/news/scales").json["items"]
    }
    assert man.put("/projects/news/scales/nobody", {}).status_code == 422


@pytest.mark.parametrize(
    "body, code", [({"claim": " "}, "too_short"), ({"claim": "It rose.", "claim_date": "2023-02-30"}, "bad_date")]
)
def test_a_claim_says_something_and_is_of_a_day_in_the_calendar(rev, body, code):
    answer = rev.put(f"/projects/news/fact-checks/{uid(2)}", body)
    assert (answer.status_code, answer.json["code"]) == (422, code)
