"""Span F1: four scores and partial credit, and the inputs on which other scorers go wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.agreement.reasons import NOTHING_MARKED
from annotator.domain.agreement.span_f1 import partial_f1, span_f1
from tests.unit.domain.agreement.making import span

SPANS = st.lists(
    st.builds(lambda s, n, t: span(s, s + n, t), st.integers(0, 25), st.integers(1, 12), st.sampled_from("ab")),
    max_size=5,
)


@given(SPANS, SPANS)
def test_the_scores_stand_in_order_and_have_no_side(ones: list, others: list) -> None:
    found = span_f1(ones, others)
    if ones or others:
        assert 0 <= found.exact.value <= found.iou_weighted.value + 1e-9 <= found.relaxed.value + 2e-9 <= 1 + 3e-9
    assert found.iou_weighted.value == pytest.approx(span_f1(others, ones).iou_weighted.value)
    assert found.char == span_f1(others, ones).char


@given(SPANS, SPANS)
def test_the_order_of_overlapping_tags_does_not_matter(ones: list, others: list) -> None:
    for one, other in zip(span_f1(ones, others), span_f1(ones[::-1], others[::-1]), strict=True):
        assert one.value == (None if other.value is None else pytest.approx(other.value, abs=1e-9))


@given(SPANS, SPANS)
def test_partial_credit_is_never_above_one(ones: list, others: list) -> None:
    for figure in partial_f1(ones + ones, others):
        assert figure.value is None or 0 <= figure.value <= 1 + 1e-9


def test_three_spans_against_none_is_no_agreement() -> None:
    assert [figure.value for figure in span_f1([span(0, 5), span(7, 9), span(20, 30)], [])] == [0.0] * 4
    assert partial_f1([span(0, 5)], []).f1.value == 0.0


def test_nothing_on_both_sides_is_undefined() -> None:
    assert {figure.reason for figure in (*span_f1([], []), *partial_f1([], []))} == {NOTHING_MARKED}


def test_the_same_span_with_another_tag_does_not_match() -> None:
    assert [figure.value for figure in span_f1([span(0, 9)], [span(0, 9, "framing")])] == [0.0] * 4


def test_a_framing_nested_in_a_claim_is_seen_beside_it() -> None:
    both = [span(0, 30), span(10, 20, "framing")]
    assert span_f1(both, [span(0, 30)]).exact.value == pytest.approx(2 / 3)


def test_repeated_spans_match_once_each() -> None:
    assert span_f1([span(0, 9), span(0, 9)], [span(0, 9)]).exact.value == pytest.approx(2 / 3)
    assert span_f1([span(0, 9), span(0, 9)], [span(0, 9)]).char.value == 1.0


def test_spans_that_touch_are_not_merged_for_partial_credit() -> None:
    found = partial_f1([span(0, 10), span(10, 30)], [span(0, 10)])
    assert (found.precision.value, found.recall.value) == (0.5, 1.0)


def test_points_have_no_characters_but_can_be_equal() -> None:
    found = span_f1([span(5, 5)], [span(5, 5)])
    assert (found.exact.value, found.relaxed.value, found.char.reason) == (1.0, 1.0, NOTHING_MARKED)
    assert partial_f1([span(5, 5)], [span(5, 5)]).f1.reason == NOTHING_MARKED
