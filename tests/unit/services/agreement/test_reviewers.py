"""Figures on reviewers: of cases decided twice, of rules overruled, of proposals offered."""

from __future__ import annotations

import pytest

from annotator.domain.cases.anchoring import offer
from annotator.permissions import OPERATOR
from annotator.queries import cases as queries
from annotator.queries import proposals
from annotator.services.project import projects
from tests.bodies import claim
from tests.functional.api.test_adjudication import cases, decide, work


def figures(world, name="man"):
    return world.as_(name).get("/projects/news/agreement/reviewers")


@pytest.fixture
def offered(world):
    """A project that shows proposals first, with one open case; what is offered on it."""
    with world.writing() as session:
        projects.change_settings(session, OPERATOR, world.project(session), proposals_first=True)
    work(world, ann=[claim("exports rose by 12 percent in 2023")], ben=[claim("exports rose by 12 percent")])
    [case] = cases(world)
    with world.reading() as session:
        row = proposals.latest(session, queries.find(session, OPERATOR, case["id"]))
        made = offer(case["id"], row.options, row.chosen)
        return case, made, row.options[made.option]


def test_nothing_is_claimed_of_nothing(world):
    found = figures(world).json
    assert (found["twice"]["decided"], found["twice"]["option"]["alpha"]) == (0, None)
    assert found["overruled"] == {"count": 0, "of": 0, "low": None, "high": None}
    assert found["shares"] == {"second": 10, "sample": 6}


def test_what_stood_chosen_and_was_taken_is_counted_in_its_arm(world, offered):
    case, made, option = offered
    ruling = {"chosen": option["ids"][0]} if option["ids"] else {"outcome": "reject", "chosen": None}
    assert decide(world, case, **ruling).json["phase"] == "revealed"
    share = figures(world).json["offers"][made.arm]
    assert (share["count"], share["of"]) == (1, 1)


def test_what_was_not_taken_is_counted_too(world, offered):
    case, made, _ = offered
    decide(world, case, outcome="undecidable", chosen=None)
    share = figures(world).json["offers"][made.arm]
    assert (share["count"], share["of"]) == (0, 1)


@pytest.mark.parametrize("name", ["ann", "rev"])
def test_they_are_for_researchers_and_managers(world, name):
    assert figures(world, name).status_code == 403
    assert figures(world, "res").status_code == 200
