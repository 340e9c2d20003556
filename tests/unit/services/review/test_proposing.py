"""Proposals on cases: kept from the first, told after the decision, and never who is for what before it."""

from __future__ import annotations

import pytest

from annotator.permissions import OPERATOR
from annotator.queries import cases, proposals
from annotator.services.project import projects
from annotator.services.review import proposing
from tests.bodies import ENTITY, claim, framing, uid
from tests.functional.api.test_adjudication import ANN, BEN, decide, work

LONG, SHORT = "exports rose by 12 percent in 2023", "exports rose by 12 percent"


@pytest.fixture
def boundary(world) -> str:
    """Three people, two of whom mark the same words; the id of the case."""
    world.add_person("cleo", "annotator")
    world.assign("a1", "cleo")
    work(world, ann=[claim(LONG)], ben=[claim(SHORT)], cleo=[claim(LONG)])
    return world.as_("rev").get("/projects/news/cases").json["items"][0]["id"]


def shown(world, case):
    return world.as_("rev").get(f"/cases/{case}").json


def test_a_proposal_is_kept_when_the_case_is_made(world, boundary):
    with world.reading() as session:
        row = proposals.latest(session, cases.find(session, OPERATOR, boundary))
        assert (row.method, row.case_version) == ("majority", 1)
        assert set(row.votes.values()) == {"claim"}
        assert row.options[row.chosen]["ids"] == [ANN, uid(201)]
        assert row.options[row.chosen]["attributes"]["speaker"] == ENTITY


def test_nothing_of_it_is_told_before_the_decision(world, boundary):
    assert shown(world, boundary)["proposal"] is None


def test_after_the_decision_all_of_it_is_told(world, boundary):
    case = shown(world, boundary)
    assert decide(world, case, chosen=BEN).json["phase"] == "blind"
    told = shown(world, boundary)["proposal"]
    assert told["ground"].startswith("3 of 3 say claim")
    assert told["confidence"] is None
    assert told["options"][told["chosen"]]["segments"] == [{"start": 18, "end": 18 + len(LONG)}]
    assert sum(option["p"] or 0 for option in told["options"]) == pytest.approx(1, abs=0.01)


def test_shown_first_it_names_nobody_and_no_decision_is_blind(world, boundary):
    with world.writing() as session:
        projects.change_settings(session, OPERATOR, world.project(session), proposals_first=True)
    case = shown(world, boundary)
    assert case["proposal"].keys() == {"options", "offered"}
    assert all(option.keys() == set(proposing.OPEN) for option in case["proposal"]["options"])
    assert decide(world, case, chosen=ANN).json["phase"] == "revealed"


def test_nothing_is_proposed_when_most_marked_nothing(world):
    world.add_person("cleo", "annotator")
    world.assign("a1", "cleo")
    work(world, ann=[framing()], ben=[], cleo=[])
    (case,) = world.as_("rev").get("/projects/news/cases").json["items"]
    decide(world, case, outcome="reject", chosen=None)
    told = shown(world, case["id"])["proposal"]
    assert told["options"][told["chosen"]]["kind"] == "nothing"
    assert told["ground"] == "2 of 3 marked nothing here"


def test_a_later_version_has_a_proposal_of_its_own(world, boundary):
    world.add_person("dan", "annotator")
    world.assign("a1", "dan")
    dan = world.as_("dan")
    dan.put(f"/articles/a1/annotations/{uid(301)}", claim(SHORT))
    dan.put("/articles/a1/submission")
    with world.reading() as session:
        case = cases.find(session, OPERATOR, boundary)
        row = proposals.latest(session, case)
        assert (row.case_version, len(row.votes)) == (case.version, 4)
        assert proposals.count(session, world.project(session)) == 1
