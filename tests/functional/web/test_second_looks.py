"""Second looks at the desk: blind in page and queue, kept beside the first, settled when they differ."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from annotator.models import Layer
from annotator.permissions import OPERATOR
from annotator.services.project import projects
from tests.bodies import uid
from tests.functional.web.test_review import HERE, case_of, decide, gold, work
from tests.visitors import words

QUEUE = "/projects/news/cases"


@pytest.fixture
def rob(world, visit):
    """Every case is drawn; rev decided the boundary for ann's words; rob is another reviewer."""
    with world.writing() as session:
        projects.change_settings(session, OPERATOR, world.project(session), second_share=100, sample_share=100)
    world.add_person("rob", "reviewer")
    work(world)
    decide(visit("rev"), case_of(world, "boundary"), choice=uid(1))
    return visit("rob")


def names(world):
    with world.reading() as session:
        return list(session.scalars(select(Layer.name).where(Layer.kind == "annotator")))


def test_a_decided_case_is_shown_as_if_it_were_open(world, rob):
    shown = rob.get(f"{HERE}?case={case_of(world, 'boundary').public_id}").text
    assert "Names hidden until you decide" in shown and "Settle, next" in shown
    assert not any(name in shown for name in names(world))
    assert 'class="lane taken' not in shown


def test_the_queue_says_what_to_look_at_again_and_not_what_was_decided(rob):
    shown = words(rob.get(f"{QUEUE}?state=again"))
    assert "2 cases to look at again, blind" in shown and "settled" not in shown.partition("Order")[2]
    assert "Look again, blind" in words(rob.get(HERE))


def test_the_first_reviewer_and_managers_are_not_asked(rob, visit):
    assert "1 case to look at again" in words(visit("rev").get(f"{QUEUE}?state=again"))
    assert "0 cases to look at again" in words(visit("man").get(f"{QUEUE}?state=again"))


def test_what_differs_waits_to_be_settled_and_the_first_stands(world, rob, visit):
    case = case_of(world, "boundary")
    answer = decide(rob, case, choice=uid(4))
    assert "it differs from the first" in words(rob.follow(answer))
    assert gold(world) == ["exports rose by 12 percent in 2023"]
    shown = words(rob.get(f"{HERE}?case={case.public_id}"))
    assert "a second time, blind" in shown and "Decide again" in shown
    assert "1 case decided twice and differently" in words(visit("rev").get(f"{QUEUE}?state=differ"))
    decide(visit("rev"), case, choice=uid(4))
    assert "0 cases decided twice" in words(visit("rev").get(f"{QUEUE}?state=differ"))
    assert gold(world) == ["exports rose by 12 percent"]


def test_the_same_is_said_to_be_the_same(world, rob, visit):
    answer = decide(rob, case_of(world, "boundary"), choice=uid(1))
    assert "says the same as the first" in words(rob.follow(answer))
    assert "said the same in 1 of 1" in words(visit("man").get("/projects/news/agreement/reviewers"))


def test_what_all_agreed_on_is_looked_at_without_saying_so(world, rob):
    case = case_of(world, "agree")
    shown = rob.get(f"{HERE}?case={case.public_id}").text
    assert "at once, by rule" not in shown
    assert decide(rob, case, choice="reject", rationale="No framing.").status_code == 303
    assert "No framing." in words(rob.get(f"{HERE}?case={case.public_id}"))
