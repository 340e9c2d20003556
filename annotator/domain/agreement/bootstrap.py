"""Intervals by resampling whole articles: characters of one article are not independent of each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from math import factorial
from typing import NamedTuple

import numpy as np

from annotator.domain.agreement.characters import alphas
from annotator.domain.agreement.ratings import Floats, Ints

DRAWS = 2_000
LEVEL = 0.95
MOST_IN_ALL_WAYS = 10
"""Of more articles not every draw can be looked at."""

FEW_ARTICLES = 10
"""Under so many articles an interval is shown as uncertain itself."""

Statistic = Callable[[Floats], Floats]
"""Takes summed columns, shape (draws, columns), and returns a value for each, NaN where undefined."""


class Drawn(NamedTuple):
    """What came of resampling; undefined draws are counted and stand in no other figure."""

    point: float | None
    n_resamples: int
    n_undefined: int
    mean_of_defined: float | None
    min: float | None
    max: float | None
    low: float | None
    high: float | None
    few_articles: bool


NOTHING = Drawn(None, 0, 0, None, None, None, None, None, few_articles=True)
"""What comes of no articles."""


def resample(sums: Floats, statistic: Statistic = alphas, *, draws: int = DRAWS, seed: int = 0) -> Drawn:
    """Return the spread of a statistic over random draws of articles; `sums` has one row for each article."""
    return resample_each(sums, {"": statistic}, draws=draws, seed=seed)[""]


def resample_each(
    sums: Floats, statistics: Mapping[str, Statistic], *, draws: int = DRAWS, seed: int = 0
) -> dict[str, Drawn]:
    """Return the spread of several statistics over the same draws."""
    if not len(sums) or not draws:
        return dict.fromkeys(statistics, NOTHING)
    drawn = draw_weights(len(sums), draws, seed) @ sums
    times = np.ones(draws, np.int64)
    return {name: _drawn(sums, of, of(drawn), times) for name, of in statistics.items()}


@lru_cache(maxsize=1)
def draw_weights(rows: int, draws: int, seed: int) -> Floats:
    """Return how often each article is in each draw, shape (draws, rows); kept, since all tags share the draws."""
    picked = np.random.default_rng(seed).integers(0, rows, size=(draws, rows))
    keys = picked + np.arange(draws)[:, None] * rows
    return np.bincount(keys.ravel(), minlength=draws * rows).reshape(draws, rows).astype(np.float64)


def resample_all(sums: Floats, statistic: Statistic = alphas) -> Drawn:
    """Return the spread over every possible draw; for few articles only, there are n to the power of n.

    Raises ValueError for more than `MOST_IN_ALL_WAYS` articles.
    """
    if not len(sums):
        return NOTHING
    if len(sums) > MOST_IN_ALL_WAYS:
        raise ValueError(f"there are {len(sums)} articles; every draw can be looked at for {MOST_IN_ALL_WAYS}")
    ways = list(_compositions(len(sums), len(sums)))
    times = np.array([_orders(way) for way in ways], np.int64)
    return _drawn(sums, statistic, statistic(np.array(ways, np.float64) @ sums), times)


def _drawn(sums: Floats, statistic: Statistic, values: Floats, times: Ints) -> Drawn:
    defined = ~np.isnan(values)
    point = float(statistic(sums.sum(axis=0, keepdims=True))[0])
    few = int((sums[:, 0] > 0).sum()) < FEW_ARTICLES
    known, often = values[defined], times[defined]
    undefined = int(times[~defined].sum())
    start = (None if np.isnan(point) else point, int(times.sum()), undefined)
    if not len(known):
        return Drawn(*start, None, None, None, None, None, few)
    mean = float(np.average(known, weights=often))
    low, high = _quantiles(known, often)
    return Drawn(*start, mean, float(known.min()), float(known.max()), low, high, few)


def _quantiles(values: Floats, times: Ints) -> tuple[float, float]:
    tail = (1 - LEVEL) / 2
    edges = np.quantile(values, [tail, 1 - tail], weights=times, method="inverted_cdf")
    return float(edges[0]), float(edges[1])


def _compositions(total: int, parts: int) -> Iterator[tuple[int, ...]]:
    """Yield every way to draw so many in so many parts, order of drawing aside."""
    if parts < 2:
        yield (total,) * parts
        return
    for first in range(total + 1):
        for rest in _compositions(total - first, parts - 1):
            yield (first, *rest)


def _orders(row: tuple[int, ...]) -> int:
    orders = factorial(sum(row))
    for count in row:
        orders //= factorial(count)
    return orders
