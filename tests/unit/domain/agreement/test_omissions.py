"""Omissions: compared at boundaries, as events, and by what they say."""

from __future__ import annotations

from annotator.domain.agreement.articles import Article
from annotator.domain.agreement.omissions import content_f1, event_f1, slot_alpha
from annotator.domain.agreement.reasons import NO_VARIATION, NOTHING_MARKED
from tests.unit.domain.agreement.making import span

BOUNDARIES = [0, 100, 200, 300]


def point(at: int, tag: str = "omission") -> object:
    return span(at, at, tag)


def test_only_points_is_a_figure_of_slots() -> None:
    same = Article("x", 400, {"a": [point(99)], "b": [point(102)]})
    other = Article("x", 400, {"a": [point(99)], "b": [point(205)]})
    assert slot_alpha([(same, BOUNDARIES)]).alpha == 1.0
    assert slot_alpha([(other, BOUNDARIES)]).alpha < 0


def test_nobody_marked_a_point_is_no_variation() -> None:
    article = Article("x", 400, {"a": [span(0, 9)], "b": []})
    assert slot_alpha([(article, BOUNDARIES)]).reason == NO_VARIATION


def test_a_tolerance_of_one_reaches_the_next_boundary() -> None:
    ones, others = [point(99), point(300)], [point(205), point(300)]
    assert event_f1(ones, others, BOUNDARIES).value == 0.5
    assert event_f1(ones, others, BOUNDARIES, tolerance=1).value == 1.0


def test_other_tags_and_spans_are_no_events_of_this_kind() -> None:
    assert event_f1([point(0)], [point(0, "claim")], BOUNDARIES).value == 0.0
    assert event_f1([span(0, 9)], [span(0, 9)], BOUNDARIES).reason == NOTHING_MARKED


def test_content_matches_however_far_apart_and_once_each() -> None:
    ones, others = [span(0, 0, name="p"), span(5, 5, name="q")], [span(300, 300, name="p")]
    assert content_f1(ones, others, lambda one, other: one.id == other.id).value == 2 / 3
    assert content_f1([], [], lambda one, other: True).reason == NOTHING_MARKED
