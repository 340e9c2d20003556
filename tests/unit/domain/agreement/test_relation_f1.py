"""Relation F1: ends through the alignment, direction counts, each link once."""

from __future__ import annotations

from annotator.domain.agreement.reasons import NOTHING_MARKED
from annotator.domain.agreement.relation_f1 import relation_f1

ALIGNED = {"a1": "b1", "a2": "b2"}


def values(*arguments: object) -> list[float | None]:
    return [figure.value for figure in relation_f1(*arguments)]


def test_the_same_links_agree() -> None:
    assert values([("a1", "a2", "rebuts")], [("b1", "b2", "rebuts")], ALIGNED) == [1.0, 1.0, 1.0]


def test_another_type_agrees_on_the_link_only() -> None:
    assert values([("a1", "a2", "rebuts")], [("b1", "b2", "supports")], ALIGNED) == [0.0, 1.0, 0.0]


def test_direction_counts() -> None:
    assert values([("a1", "a2", "rebuts")], [("b2", "b1", "rebuts")], ALIGNED) == [0.0, 0.0, 0.0]


def test_ends_that_nobody_shares_never_match() -> None:
    found = relation_f1([("a9", "a8", "rebuts")], [("b9", "b8", "rebuts")], ALIGNED)
    assert (found.labelled.value, found.labelled_given_spans.reason) == (0.0, NOTHING_MARKED)


def test_links_drawn_twice_match_once_each() -> None:
    twice = [("a1", "a2", "rebuts")] * 2
    assert values(twice, [("b1", "b2", "rebuts")], ALIGNED) == [2 / 3] * 3


def test_no_links_at_all_is_undefined() -> None:
    assert values([], [], ALIGNED) == [None] * 3
