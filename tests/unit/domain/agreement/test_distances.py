"""Distances of sets: empty sets are alike, subsets are forgiven more than overlaps."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nltk.metrics.distance import jaccard_distance, masi_distance

from annotator.domain.agreement.distances import jaccard, masi, matrix, middle_ranks, ratio

SETS = st.frozensets(st.sampled_from("abcd"))


def test_two_empty_sets_are_alike() -> None:
    assert (jaccard([], []), masi([], [])) == (0.0, 0.0)


@given(SETS, SETS)
def test_nltk_says_the_same_of_sets_that_are_not_both_empty(one: frozenset[str], other: frozenset[str]) -> None:
    if one or other:
        assert jaccard(one, other) == pytest.approx(jaccard_distance(one, other))
        assert masi(one, other) == pytest.approx(masi_distance(one, other), abs=0.01)


def test_masi_weighs_subsets_two_thirds_and_overlaps_one_third() -> None:
    assert masi("ab", "abcd") == pytest.approx(1 - 0.5 * 2 / 3)
    assert masi("ab", "ac") == pytest.approx(1 - 1 / 3 * 1 / 3)


def test_the_matrix_is_symmetric_with_nothing_on_its_diagonal() -> None:
    found = matrix([frozenset("a"), frozenset("ab"), frozenset()], jaccard)
    assert np.array_equal(found, found.T) and not found.diagonal().any()


def test_ratio_of_two_zeros_is_nothing() -> None:
    assert ratio(np.array([0.0, 1.0])).tolist() == [[0.0, 1.0], [1.0, 0.0]]


def test_middle_ranks_stand_in_the_middle_of_equal_values() -> None:
    assert middle_ranks(np.array([2.0, 4.0])).tolist() == [1.0, 4.0]
