"""Two reviewers of the same cases: α on what they took, F1 between their golds."""

from __future__ import annotations

import pytest

from annotator.domain.agreement.reviewers import Twice, between_reviewers
from annotator.domain.cases import Reading
from annotator.domain.segments import Segment


def gold(*pairs: tuple[int, int]) -> list[Reading]:
    return [Reading("", "", "claim", "span", (Segment(*pair),)) for pair in pairs]


def test_the_same_is_one() -> None:
    cases = [Twice("reading 1", "reading 1", (gold((0, 9)), gold((0, 9)))), Twice("reject", "reject")]
    found = between_reviewers(cases)
    assert (found.alpha.alpha, found.exact.value, found.iou_weighted.value) == (1.0, 1.0, 1.0)
    assert (found.same, found.of) == (2, 2)


def test_golds_of_different_cases_are_never_matched() -> None:
    cases = [Twice("a", "reject", (gold((0, 9)), [])), Twice("reject", "b", ([], gold((0, 9))))]
    assert between_reviewers(cases).exact.value == 0.0


def test_f1_counts_annotations_not_cases() -> None:
    cases = [
        Twice("a", "a", (gold((0, 10)), gold((0, 10)))),
        Twice("a", "b", (gold((0, 10), (20, 30)), gold((0, 5)))),
    ]
    found = between_reviewers(cases)
    assert found.exact.value == pytest.approx(2 / 5)
    assert found.iou_weighted.value == pytest.approx((2 + 2 * 0.5) / 5)


def test_nothing_decided_twice_is_undefined() -> None:
    found = between_reviewers([])
    assert (found.alpha.alpha, found.exact.value, found.of) == (None, None, 0)
    assert found.alpha.reason == "no_pairable_values"
