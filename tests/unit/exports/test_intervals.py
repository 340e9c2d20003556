"""Wilson's interval against values of the literature, and what must hold of any."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.intervals import wilson


@pytest.mark.parametrize(
    "count, of, low, high",
    [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0), (1, 1, 0.2065, 1.0)],
)
def test_known_values(count, of, low, high):
    assert wilson(count, of) == pytest.approx((low, high), abs=5e-4)


@given(st.integers(1, 10_000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_the_share_lies_inside_and_the_interval_inside_nought_and_one(pair):
    count, of = pair
    low, high = wilson(count, of)
    assert 0 <= low <= count / of + 1e-12 and count / of - 1e-12 <= high <= 1


def test_of_nothing_there_is_none():
    assert wilson(0, 0) is None
