"""Segmentations: NLTK's WindowDiff and Pk, Fournier's near misses, reasons for what cannot be compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nltk.metrics.segmentation import pk as nltk_pk
from nltk.metrics.segmentation import windowdiff

from annotator.domain.agreement.reasons import NO_PAIRABLE_VALUES, NOTHING_MARKED, UNEQUAL_LENGTHS
from annotator.domain.agreement.segmentation import boundary_similarity, pk, window_diff

TWO = st.integers(4, 30).flatmap(lambda n: st.tuples(*[st.text("01", min_size=n, max_size=n)] * 2))


@given(TWO, st.integers(1, 4))
def test_windows_are_those_of_nltk(both: tuple[str, str], size: int) -> None:
    assert window_diff(*both, size).value == pytest.approx(windowdiff(*both, size))
    assert pk(*both, size).value == pytest.approx(nltk_pk(*both, size))


def test_the_default_window_is_half_a_mean_segment() -> None:
    one, other = "0100100000" * 4, "1100100000" * 4
    assert pk(one, other).value == pytest.approx(nltk_pk(one, other))


def test_what_has_no_window_or_another_length_is_undefined() -> None:
    assert window_diff("01", "01", 3).reason == NO_PAIRABLE_VALUES
    assert pk("0000", "0100").reason == NO_PAIRABLE_VALUES
    assert window_diff("01", "010", 1).reason == UNEQUAL_LENGTHS
    assert boundary_similarity([2, 3], [2, 4]).reason == UNEQUAL_LENGTHS


@pytest.mark.parametrize(
    "ones, others, expected",
    [
        ([5, 6], [5, 6], 1.0),
        ([5, 6], [11], 0.0),
        ([2, 3, 6], [2, 2, 7], 0.75),
        ([5, 6], [4, 7], 0.5),
        ([5, 6], [2, 9], 0.0),
    ],
)
def test_near_misses_count_half(ones: list[int], others: list[int], expected: float) -> None:
    assert boundary_similarity(ones, others).value == pytest.approx(expected)
    assert boundary_similarity(others, ones).value == pytest.approx(expected)


def test_texts_without_boundaries_agree_on_nothing() -> None:
    assert boundary_similarity([11], [11]).reason == NOTHING_MARKED
