"""Verdicts that differ on one claim are a case of their own; the claim itself may be agreed on."""

from __future__ import annotations

import pytest

from annotator.domain.cases import Reading, find_cases
from annotator.domain.cases.advice import advise_on_verdicts
from annotator.domain.cases.verdicts import differing, proposes
from annotator.domain.segments import Segment


def reading(name: str, verdict: str | None, **more: object) -> Reading:
    said = {"proposed_verdict": verdict, **{f"proposed_{key}": value for key, value in more.items()}}
    return Reading(name, name, "claim", "span", (Segment(0, 9),), said)


def test_the_claim_is_agreed_on_and_the_verdict_is_not() -> None:
    drafts = find_cases([reading("a", "refuted"), reading("b", "supported"), reading("c", None)], "abc")
    assert [draft.kinds for draft in drafts] == [("agree",), ("verdict",)]
    assert drafts[1].ids == {"a", "b"}
    assert (drafts[1].start, drafts[1].end) == (0, 9)


@pytest.mark.parametrize("others", [["refuted"], [None], []])
def test_one_verdict_is_no_difference(others: list[str | None]) -> None:
    readings = [reading("a", "refuted"), *(reading(f"b{n}", verdict) for n, verdict in enumerate(others))]
    assert differing(readings) == []


def test_missing_context_differs_too_and_words_do_not() -> None:
    assert differing([reading("a", "refuted", missing_context=True), reading("b", "refuted")])
    assert not differing([reading("a", "refuted", missing_context=False), reading("b", "refuted")])
    assert not differing([reading("a", "refuted", justification="x"), reading("b", "refuted", justification="y")])


def test_without_a_verdict_nothing_is_proposed() -> None:
    assert proposes(reading("a", None, justification="x")) == {}


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        (["refuted", "supported", "supported"], "supported"),
        (["refuted", "supported", "conflicting_cherrypicking"], "conflicting_cherrypicking"),
        (["refuted", "supported"], "refuted"),
        (["not_enough_evidence", "supported", "not_enough_evidence"], "not_enough_evidence"),
    ],
)
def test_most_say_it_or_it_lies_between(said: list[str], verdict: str) -> None:
    assert advise_on_verdicts([reading(str(n), one) for n, one in enumerate(said)]).proposed.tag == verdict
