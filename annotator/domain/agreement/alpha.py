"""Krippendorff's α over fixed units: any number of people, gaps, any level of measurement."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import NamedTuple

import numpy as np

from annotator.domain.agreement.distances import Set, masi, matrix, middle_ranks, ratio
from annotator.domain.agreement.ratings import Floats, Ratings, read_units, tally
from annotator.domain.agreement.reasons import NO_PAIRABLE_VALUES, beyond_chance


class Alpha(NamedTuple):
    """α or None with the reason, the disagreements it is made of, and what stands beside it always."""

    alpha: float | None
    reason: str | None
    observed: float | None
    expected: float | None
    n_pairable: int
    observed_agreement: float | None


def alpha(units: Sequence[Sequence[Hashable | None]], level: str = "nominal") -> Alpha:
    """Return α of units (rows) by people (columns, None where not asked).

    `level` is nominal, ordinal, interval or ratio; raises KeyError for another.
    """
    return alpha_of(read_units(units), _LEVELS[level])


def alpha_sets(
    units: Sequence[Sequence[Set | None]],
    distance: Callable[[Set, Set], float] = masi,
    weights: Sequence[float] | None = None,
) -> Alpha:
    """Return α of units to which people gave sets; `weights` say how many equal units each stands for."""
    frozen = [[None if value is None else frozenset(value) for value in unit] for unit in units]
    ratings = read_units(frozen, weights)
    return alpha_of(ratings, lambda given: by_matrix(given, matrix(given.values, distance)))


def alpha_of(ratings: Ratings, measure: Callable[[Ratings], tuple[float, float]]) -> Alpha:
    """Return α from ratings and a measure of their observed and expected disagreement."""
    total = ratings.total
    if total < 2:
        return Alpha(None, NO_PAIRABLE_VALUES, None, None, 0, None)
    observed, expected = measure(ratings) if len(ratings.values) > 1 else (0.0, 0.0)
    figure = beyond_chance(observed, expected)
    return Alpha(*figure, observed, expected, round(total), observed_agreement(ratings))


def observed_agreement(ratings: Ratings) -> float:
    """Return the mean over units of the share of pairs that are equal."""
    unit, _, count = ratings.cells()
    people = ratings.per_unit
    equal = tally(unit, count * (count - 1), len(people)) / (people * (people - 1))
    return float(np.average(equal, weights=ratings.weight))


def nominal(ratings: Ratings) -> tuple[float, float]:
    """Return observed and expected disagreement where any two different values are equally far apart."""
    unit, _, count = ratings.cells()
    people, total = ratings.per_unit, ratings.total
    unequal = people**2 - tally(unit, count**2, len(people))
    observed = float((ratings.weight * unequal / (people - 1)).sum()) / total
    return observed, float(total**2 - (ratings.margins**2).sum()) / (total * (total - 1))


def interval(ratings: Ratings) -> tuple[float, float]:
    """Return observed and expected disagreement as squared differences."""
    return _spread(ratings, np.array(ratings.values, np.float64))


def ordinal(ratings: Ratings) -> tuple[float, float]:
    """Return observed and expected disagreement by how many values lie between two."""
    return _spread(ratings, middle_ranks(ratings.margins))


def by_ratio(ratings: Ratings) -> tuple[float, float]:
    """Return observed and expected disagreement by differences as shares of sums."""
    return by_matrix(ratings, ratio(np.array(ratings.values, np.float64)))


def by_matrix(ratings: Ratings, distances: Floats) -> tuple[float, float]:
    """Return observed and expected disagreement by the distance of each pair of values."""
    unit, code, count = ratings.cells()
    people, total, margins = ratings.per_unit, ratings.total, ratings.margins
    table = np.zeros((len(people), len(ratings.values)))
    table[unit, code] = count
    within = ((table @ distances) * table).sum(axis=1)
    observed = float((ratings.weight * within / (people - 1)).sum()) / total
    return observed, float(margins @ distances @ margins) / (total * (total - 1))


def _spread(ratings: Ratings, places: Floats) -> tuple[float, float]:
    """Return the disagreements as variances: summed squared differences need no table of pairs."""
    people, total = ratings.per_unit, ratings.total
    given = places[ratings.code]
    means = tally(ratings.unit, given, len(people)) / people
    inside = tally(ratings.unit, (given - means[ratings.unit]) ** 2, len(people))
    observed = 2 * float((ratings.weight * people * inside / (people - 1)).sum()) / total
    centre = float(ratings.margins @ places) / total
    return observed, 2 * float(ratings.margins @ (places - centre) ** 2) / (total - 1)


_LEVELS = {"nominal": nominal, "ordinal": ordinal, "interval": interval, "ratio": by_ratio}
