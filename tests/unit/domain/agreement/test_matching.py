"""Matching: the best total, never greedily; tags kept apart."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.agreement.matching import best_matches, shared
from tests.unit.domain.agreement.making import span

SPANS = st.lists(st.builds(lambda s, n: span(s, s + n), st.integers(0, 20), st.integers(1, 12)), max_size=4)


@given(SPANS, SPANS)
def test_no_other_assignment_weighs_more(ones: list, others: list) -> None:
    short, long = sorted((ones, others), key=len)
    best = max(sum(map(shared, short, order)) for order in permutations(long, len(short)))
    assert sum(match.weight for match in best_matches(ones, others)) == pytest.approx(best)


def test_the_greedy_choice_is_not_taken() -> None:
    ones, others = [span(0, 10), span(4, 14)], [span(2, 12), span(8, 18)]
    assert {(match.one, match.other) for match in best_matches(ones, others)} == {(0, 0), (1, 1)}


def test_other_tags_and_other_places_do_not_go_together() -> None:
    assert best_matches([span(0, 5)], [span(0, 5, "framing")]) == []
    assert best_matches([span(0, 5)], [span(5, 9)]) == best_matches([], [span(0, 1)]) == []


def test_the_segments_of_one_annotation_are_one_place() -> None:
    assert shared(span(0, 10, "claim", (20, 30)), span(0, 30)) == pytest.approx(20 / 30)
    assert shared(span(0, 10, "claim", (5, 10)), span(0, 10)) == 1.0


def test_equal_points_are_the_same_thing() -> None:
    assert shared(span(7, 7), span(7, 7)) == 1.0
    assert shared(span(7, 7), span(0, 9)) == 0.0
