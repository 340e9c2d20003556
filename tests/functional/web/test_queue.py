"""The queue of a project: what it narrows to, in which order, and who sees it."""

from __future__ import annotations

import re

import pytest

from annotator.permissions import OPERATOR
from annotator.services.evidence import verdicts
from tests.functional.api.test_verdicts import CHECK, EVIDENCE, REFUTED
from tests.functional.web.test_review import case_of, decide, work
from tests.visitors import words

HERE = "/projects/news/cases"


@pytest.fixture
def rev(world, visit):
    work(world)
    return visit("rev")


def kinds(page):
    return re.findall(r'<span class="quiet">(\w+)', page.text.partition('<ul class="list')[2])


def test_open_cases_are_listed_with_what_they_are_about(rev):
    shown = words(rev.get(HERE))
    assert "2 cases open" in shown
    assert "Boundary 1" in shown and "Missing 1" in shown


@pytest.mark.parametrize(
    "asked, found",
    [
        ("?kind=missing", ["Missing"]),
        ("?tag=framing", []),
        ("?tag=claim", ["Boundary", "Missing"]),
        ("?tag=framing&state=all", ["Agreed"]),
        ("?state=decided", ["Agreed"]),
        ("?order=worth", ["Boundary", "Missing"]),
        ("?order=pattern", ["Boundary", "Missing"]),
        ("?article=nope", []),
    ],
)
def test_it_narrows_and_orders(rev, asked, found):
    assert kinds(rev.get(HERE + asked)) == found


@pytest.mark.parametrize("asked", ["?kind=x", "?order=password", "?state=x", "?tag=x", "?page=0", "?page=99"])
def test_what_there_is_not_is_refused(rev, asked):
    assert rev.get(HERE + asked).status_code == 400


def test_a_case_leads_to_its_desk(rev):
    where = re.search(r'href="(/articles/a1/review\?case=[^"]+)"', rev.get(HERE).text)[1]
    assert rev.get(where).status_code == 200


def test_a_question_to_the_guidelines_stands_beside_them(world, rev):
    asked = {"reason": "guideline_gap", "rationale": "Does the year belong to it?", "choice": "undecidable"}
    assert decide(rev, case_of(world, "boundary"), **asked).status_code == 303
    assert "Does the year belong to it?" in words(rev.get("/projects/news/guidelines"))


def test_the_questions_are_the_reviewers(world, rev, visit):
    asked = {"reason": "guideline_gap", "rationale": "Does the year belong to it?", "choice": "undecidable"}
    decide(rev, case_of(world, "boundary"), **asked)
    assert "Does the year" not in words(visit("ann").get("/projects/news/guidelines"))


def test_blind_verdicts_that_differ_stand_in_the_queue_until_they_are_settled(world, visit):
    assert "verdict" not in words(visit("rev").get(HERE)).partition("Order")[2]
    world.add_person("rob", "reviewer")
    with world.writing() as session:
        verdicts.set_second_verdict(session, OPERATOR, world.project(session), wanted=True)
    rev, rob = world.as_("rev"), world.as_("rob")
    assert rev.put(CHECK, {"claim": "Exports rose.", "mentions": [], "evidence": EVIDENCE}).status_code == 201
    rev.put(f"{CHECK}/verdict", REFUTED)
    assert "1 claim waits for a second, blind verdict." in words(visit("rob").get(HERE))
    rob.put(f"{CHECK}/blind", {**REFUTED, "verdict": "not_enough_evidence"})
    page = visit("rev").get(HERE)
    assert "On 1 claim two blind verdicts differ: settle it." in words(page)
    assert "Exports rose." in words(visit("rev").get("/projects/news/fact-checks?verdict=differs"))
    rev.put(f"{CHECK}/verdict", REFUTED)
    rob.put(f"{CHECK}/blind", REFUTED)
    assert "two blind verdicts" not in words(visit("rev").get(HERE))
