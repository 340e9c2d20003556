"""Fact-checks by their pages: begun, proved, questioned, decided, decided again, decided blind."""

from __future__ import annotations

import pytest

from tests.bodies import SOURCE
from tests.visitors import words

HERE = "/projects/news/fact-checks"
VERDICT = {"verdict": "refuted", "justification": "The table says so.", "seen": "2"}
EVIDENCE = {"source": SOURCE, "stance": "refutes", "quote": "exports fell", "evidence_locator": "p. 3"}


@pytest.fixture
def rev(world, visit):
    world.add_person("rob", "reviewer")
    return visit("rev")


@pytest.fixture
def path(rev) -> str:
    made = rev.send(HERE, page=HERE, claim="Exports rose by 12 percent in 2023.", claim_date="2023")
    return made.headers["Location"]


def test_it_is_begun_proved_and_decided(rev, path):
    assert rev.send(f"{path}/evidence", page=path, **EVIDENCE).status_code == 303
    assert rev.send(f"{path}/verdict", page=path, **VERDICT, missing_context="y").status_code == 303
    shown = words(rev.get(path))
    assert "Refuted · misses context" in shown
    assert "exports fell" in shown and "in force" in shown
    assert "Refuted" in words(rev.get(f"{HERE}?verdict=refuted"))
    assert "No fact-check is like that." in words(rev.get(f"{HERE}?verdict=supported"))


def test_a_bare_verdict_is_refused_and_what_was_typed_stays(rev, path):
    answer = rev.send(f"{path}/verdict", page=path, **(VERDICT | {"seen": "1"}))
    assert answer.status_code == 422
    assert "needs at least one source" in words(answer) and "The table says so." in answer.text


def test_a_later_verdict_supersedes_on_the_page(rev, path):
    rev.send(f"{path}/evidence", page=path, **EVIDENCE)
    rev.send(f"{path}/verdict", page=path, **VERDICT)
    later = VERDICT | {"verdict": "conflicting_cherrypicking", "seen": "3", "rating": "politifact:half_true"}
    assert rev.send(f"{path}/verdict", page=path, **later).status_code == 303
    shown = words(rev.get(path))
    assert "superseded" in shown and "Half True" in shown and "all of it points one way" in shown


def test_somebody_elses_verdict_is_not_overwritten_unseen(rev, path):
    rev.send(f"{path}/evidence", page=path, **EVIDENCE)
    rev.send(f"{path}/verdict", page=path, **VERDICT)
    answer = rev.send(f"{path}/verdict", page=path, **VERDICT)
    assert answer.status_code == 412 and "The table says so." in answer.text


def test_questions_are_evidence_too(rev, path):
    asked = {"question": "What does the table say?", "answer": "That they fell.", "answer_type": "abstractive"}
    rev.send(f"{path}/questions", page=path, **asked, answer_source=SOURCE)
    assert "What does the table say? That they fell." in words(rev.get(path))
    rev.send(f"{path}/questions", page=path, drop="0")
    assert "What does the table say?" not in words(rev.get(path))


def test_evidence_that_a_verdict_stands_on_stays(rev, path):
    rev.send(f"{path}/evidence", page=path, **EVIDENCE)
    rev.send(f"{path}/verdict", page=path, **VERDICT)
    answer = rev.send(f"{path}/evidence", page=path, drop="0")
    assert answer.status_code == 422 and "needs at least one source" in words(answer)


def test_two_verdicts_the_second_blind(rev, visit, path):
    rev.send(f"{path}/evidence", page=path, **EVIDENCE)
    assert visit("man").send(f"{HERE}/settings", page=HERE, second_verdict="y").status_code == 303
    assert "waits for a second" in words(rev.follow(rev.send(f"{path}/verdict", page=path, **VERDICT)))
    rob = visit("rob")
    assert "Give the second verdict" in words(rob.get(path)) and "The table says so." not in rob.get(path).text
    blind = rob.get(f"{path}/blind")
    assert "exports fell" in words(blind) and "The table says so." not in blind.text
    other = {"verdict": "not_enough_evidence", "justification": "One table is too little."}
    assert "differ" in words(rob.follow(rob.send(f"{path}/blind", page=f"{path}/blind", **other)))
    shown = words(rev.get(path))
    assert "One table is too little." in shown and "Not checked" in shown
    assert rev.get(f"{path}/blind").status_code == 409


def test_a_claim_is_worded_anew(rev, path):
    rev.send(f"{path}/claim", page=path, claim="Exports grew by 12 percent in 2023.", claim_date="")
    assert "Exports grew" in words(rev.get(path))


def test_scales_are_registered(rev, visit, path):
    man = visit("man")
    assert man.send(f"{HERE}/scales", page=f"{HERE}/scales", ours="ifcn").status_code == 303
    own = {"scale": "house", "label": "Ours", "labels": "Wrong\nRather wrong\nRight"}
    assert man.send(f"{HERE}/scales", page=f"{HERE}/scales", **own).status_code == 303
    assert "Ours: Rather wrong" in rev.get(path).text
    assert man.send(f"{HERE}/scales", page=f"{HERE}/scales", scale="x", label="x", labels="One").status_code == 422


def test_what_is_not_there_is_missing(rev, path):
    assert rev.send(f"{path}/mentions", page=path, annotation="nothing").status_code == 404
    assert rev.get(f"{HERE}/nothing").status_code == 404
    assert rev.send(HERE, page=HERE, claim="").status_code == 422
