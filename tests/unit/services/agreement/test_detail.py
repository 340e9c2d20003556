"""The detail of agreement: boundary or tag trouble, who is probably right, and nothing of it unasked."""

from __future__ import annotations

import pytest

from annotator.permissions import OPERATOR
from annotator.services.agreement.choice import Asked
from annotator.services.agreement.measuring import measure
from tests.corpora import bring_in, line

LETTERS = "abcdefghij" * 8


def report(world, **asked):
    with world.reading() as session:
        return measure(session, OPERATOR, world.project(session), Asked(draws=0, **asked)).record


def test_it_is_there_when_it_is_asked_for(world):
    assert "detail" not in report(world)
    found = report(world, detail=True)["detail"]
    assert found["u_alpha"]["all"]["reasons"]["u"] == "no_common_article"
    assert found["competence"]["model"] is None


def test_where_only_tags_differ_boundaries_are_agreed_on(world):
    layers = {"p": [("claim", 0, 20), ("framing", 40, 60)], "q": [("framing", 0, 20), ("claim", 40, 60)]}
    bring_in(world, line("x", layers, text=LETTERS))
    found = report(world, detail=True)["detail"]["u_alpha"]["all"]
    assert found["binary"] == 1.0
    assert found["cu"] < 0 < found["binary"]
    assert (found["articles"], found["overlapping"]) == (1, 0)


def test_articles_with_nested_tags_are_left_to_the_figures_of_each_tag(world):
    layers = {name: [("claim", 0, 30), ("framing", 10, 20)] for name in "pq"}
    bring_in(world, line("x", layers, text=LETTERS))
    found = report(world, detail=True)["detail"]["u_alpha"]
    assert (found["all"]["u"], found["all"]["overlapping"]) == (None, 1)
    assert found["all"]["reasons"]["u"] == "overlapping_units"
    assert found["tags"]["framing"]["u"] == 1.0


def test_texts_add_up_as_if_one_stood_behind_the_other(world):
    bring_in(world, line("x", {"p": [("claim", 0, 20)], "q": [("claim", 0, 20)]}, text=LETTERS))
    bring_in(world, line("y", {"p": [("claim", 0, 20)], "q": [("claim", 30, 50)]}, text=LETTERS + "x"))
    found = report(world, detail=True)["detail"]["u_alpha"]["tags"]["claim"]
    assert found["articles"] == 2
    assert 0 < found["u"] < 1


def test_who_disagrees_with_all_others_is_probably_right_less_often(world):
    spans = [(at, at + 4) for at in range(0, 60, 5)]
    same = [("claim", *span) for span in spans]
    bring_in(world, line("x", {"p": same, "q": same, "r": [("framing", *span) for span in spans]}, text=LETTERS))
    found = report(world, detail=True)["detail"]["competence"]
    people = {one["annotator"]: one for one in found["people"]}
    assert (found["model"], found["items"]) == ("one", 12)
    assert people["r"]["right"] < 0.2 < 0.8 < people["p"]["right"]
    assert people["p"]["few_articles"]


def test_ends_that_are_no_words_are_no_difference_when_trimmed(world):
    bring_in(world, line("x", {"p": [("claim", 0, 4)], "q": [("claim", 0, 5)]}, text="“One”, two three. " * 3))
    before, found = report(world), report(world, trim=True)
    assert before["tags"]["claim"]["alpha"] < found["tags"]["claim"]["alpha"] == 1.0
    assert (before["configuration"]["trimmed"], found["configuration"]["trimmed"]) == (False, True)


def test_ac1_stands_beside_alpha_where_one_value_rules(world):
    bring_in(world, line("x", {"p": [("claim", 0, 2)], "q": [("claim", 1, 3)]}, text=LETTERS))
    one = report(world)["tags"]["claim"]
    assert one["alpha"] < 0.5 < one["ac1"] == pytest.approx(one["observed_agreement"], abs=0.1)
