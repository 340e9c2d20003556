"""Pages of quality: settings, purposes, who is held back and why, feedback on training."""

from __future__ import annotations

import pytest

from tests.bodies import claim
from tests.unit.services.agreement.test_qualifying import ask_for, do, evenly, settle
from tests.visitors import words

PAGE = "/projects/news/quality"


@pytest.fixture
def training(world):
    settle(world, "t", "training")
    evenly(world)
    return world


def test_the_manager_sets_the_mark_and_what_articles_are_for(world, visit):
    settle(world, "t", None)
    man = visit("man")
    assert man.send(PAGE, page=PAGE, pass_mark="70", control_every="5").status_code == 303
    assert man.send("/articles/t/purpose", page=PAGE, purpose="test").status_code == 303
    shown = words(man.get(PAGE))
    assert "0 of 1 test articles handed in." in shown and "held back" in shown
    assert 'value="70"' in man.get(PAGE).text


def test_what_cannot_be_is_said_and_kept(world, visit):
    answer = visit("man").send(PAGE, page=PAGE, pass_mark="700", control_every="5")
    assert answer.status_code == 422
    assert "A number from 1 to 100." in words(answer) and 'value="700"' in answer.text


def test_an_annotator_is_told_how_far_the_test_is(world, visit):
    settle(world, "t", "test")
    ask_for(world, pass_mark=80)
    evenly(world)
    shown = words(visit("ann").get("/projects/news"))
    assert "Qualification test: 0 of 1 test articles handed in." in shown
    assert "Other articles are assigned once it is passed." in shown


def test_feedback_lists_what_differs(training, visit):
    assert "training" in words(visit("ann").get("/"))
    assert visit("ann").get("/articles/t/feedback").status_code == 403
    do(training, "t", claim("exports rose"))
    assert "/articles/t/feedback" in visit("ann").get("/").text
    shown = words(visit("ann").get("/articles/t/feedback"))
    assert "0 places are as in gold. 1 differs." in shown and "other boundaries" in shown
    assert "exports rose by 12 percent" in shown


def test_questions_stand_where_the_guidelines_are_written(world, visit):
    assert "Questions from review" not in words(visit("man").get("/projects/news/guidelines/edit"))
