"""Majority by character: what enough people marked, against counting each character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.agreement.merging import Merged, merge_majority
from tests.unit.domain.agreement.making import span

SPANS = st.lists(st.builds(lambda s, n: span(s, s + n), st.integers(0, 15), st.integers(1, 8)), max_size=3)


@given(st.lists(SPANS, min_size=1, max_size=4), st.integers(1, 3))
def test_it_is_the_count_of_each_character(layers: list, quorum: int) -> None:
    found = merge_majority({str(n): layer for n, layer in enumerate(layers)}, quorum)
    counts = [sum(any(s.start <= c < s.end for s in layer) for layer in layers) for c in range(30)]
    inside = {c for merged in found for c in range(merged.start, merged.end)}
    assert inside == {c for c, count in enumerate(counts) if count >= quorum}
    for one in found:
        mean = sum(counts[one.start : one.end]) / (one.end - one.start) / len(layers)
        assert one.support == pytest.approx(mean)


def test_by_default_more_than_half_are_needed() -> None:
    layers = {"a": [span(0, 10)], "b": [span(5, 15)], "c": [], "d": [span(5, 9)]}
    assert merge_majority(layers) == [Merged(5, 9, "claim", 0.75)]


def test_stretches_apart_stay_apart_and_tags_too() -> None:
    layer = [span(0, 4), span(8, 12), span(0, 4, "framing")]
    found = merge_majority({"a": layer, "b": layer})
    assert [(m.start, m.end, m.tag) for m in found] == [(0, 4, "claim"), (0, 4, "framing"), (8, 12, "claim")]


def test_points_merge_into_nothing() -> None:
    assert merge_majority({"a": [span(3, 3)], "b": [span(3, 3)]}) == []
