"""Confidence held against decisions: steps that rise, equal to pooling by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.cases.trust import FEWEST, curve_of, was_taken


def pooled(confidences: list[float], taken: list[bool]) -> dict[float, float]:
    """Pool adjacent violators by hand: while a block is above the next, join both."""
    blocks = [
        [[c], [t for one, t in zip(confidences, taken, strict=True) if one == c]] for c in sorted(set(confidences))
    ]
    rate = lambda block: sum(block[1]) / len(block[1])  # noqa: E731
    at = 0
    while at + 1 < len(blocks):
        if rate(blocks[at]) > rate(blocks[at + 1]):
            blocks[at : at + 2] = [[blocks[at][0] + blocks[at + 1][0], blocks[at][1] + blocks[at + 1][1]]]
            at = max(0, at - 1)
        else:
            at += 1
    return {confidence: rate(block) for block in blocks for confidence in block[0]}


def test_under_a_hundred_decisions_there_is_no_percentage() -> None:
    assert curve_of([0.5] * (FEWEST - 1), [True] * (FEWEST - 1)) is None
    assert curve_of([0.5] * FEWEST, [True] * FEWEST) == ((0.5,), (1.0,), FEWEST)


@given(st.lists(st.tuples(st.integers(0, 8), st.booleans()), min_size=FEWEST, max_size=160))
def test_the_curve_is_what_pooling_by_hand_gives(drawn: list[tuple[int, bool]]) -> None:
    confidences, taken = [n / 8 for n, _ in drawn], [was for _, was in drawn]
    curve = curve_of(confidences, taken)
    assert curve is not None
    for confidence, rate in pooled(confidences, taken).items():
        assert curve.at(confidence) == pytest.approx(rate)
    assert list(curve.rates) == sorted(curve.rates)


def test_between_and_outside_the_steps() -> None:
    curve = curve_of([0.2] * 50 + [0.8] * 50, [False] * 50 + [True] * 50)
    assert curve is not None
    assert [curve.at(x) for x in (0.0, 0.2, 0.5, 0.8, 1.0)] == [0, 0, 0, 1, 1]


OPTION = {"kind": "reading", "ids": ["a", "b"], "alike": ["a"]}


@pytest.mark.parametrize(
    ("option", "outcome", "chosen", "expected"),
    [
        (OPTION, "accept", {"annotations": ["a"]}, True),
        (OPTION, "accept", {"annotations": ["b"]}, False),
        (OPTION, "accept", {"annotations": ["a", "c"]}, False),
        (OPTION, "amend", {"annotations": ["a"]}, False),
        (OPTION, "reject", None, False),
        ({"kind": "nothing"}, "reject", None, True),
        ({"kind": "nothing"}, "accept", {"annotations": ["a"]}, False),
    ],
)
def test_taken_is_as_proposed(option: dict[str, object], outcome: str, chosen: object, expected: bool) -> None:
    assert was_taken(option, {"outcome": outcome, "chosen": chosen}) is expected
