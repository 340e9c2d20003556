"""Units: places and tags apart, points, and annotations without a place."""

from __future__ import annotations

import numpy as np

from annotator.domain.agreement.gamma_units import Config, read_layers
from annotator.domain.cases.readings import Reading
from tests.unit.domain.agreement.making import span

FIRST, SECOND = np.array([0]), np.array([1])


def test_distance_is_the_squared_share_of_what_moved() -> None:
    found = read_layers({"a": [span(6, 10, "b")], "b": [span(2, 7, "a")]})
    assert found.positional(FIRST, SECOND)[0] == (7 / 9) ** 2
    assert found.distance(FIRST, SECOND, Config(3, 2, 0.5))[0] == (3 * (7 / 9) ** 2 + 2) * 0.5


def test_a_claim_and_a_rebuttal_are_near() -> None:
    found = read_layers({"a": [span(0, 9, "claim")], "b": [span(0, 9, "rebuttal")]})
    assert found.categorical(FIRST, SECOND)[0] == 0.5


def test_points_are_the_same_or_never() -> None:
    same, other = (read_layers({"a": [span(5, 5)], "b": [span(at, at)]}) for at in (5, 6))
    assert (same.positional(FIRST, SECOND)[0], other.positional(FIRST, SECOND)[0]) == (0.0, np.inf)


def test_the_whole_article_has_no_place() -> None:
    whole = Reading("x", "a", "omission", "article", ())
    assert len(read_layers({"a": [whole, span(0, 5)], "b": []})) == 1


def test_discontinuous_annotations_reach_from_first_to_last() -> None:
    found = read_layers({"a": [span(0, 4, "claim", (8, 12))]})
    assert (found.start[0], found.end[0]) == (0.0, 12.0)
