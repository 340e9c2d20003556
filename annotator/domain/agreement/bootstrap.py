"""Intervals by resampling whole articles: characters of one article are not independent of each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import comb, factorial
from typing import NamedTuple

import numpy as np

from annotator.domain.agreement.characters import alphas
from annotator.domain.agreement.ratings import Floats, Ints

DRAWS = 2_000
LEVEL = 0.95
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


def resample(sums: Floats, statistic: Statistic = alphas, *, draws: int = DRAWS, seed: int = 0) -> Drawn:
    """Return the spread of a statistic over random draws of articles; `sums` has one row for each article."""
    random = np.random.default_rng(seed)
    rows = len(sums)
    weights = random.multinomial(rows, np.full(rows, 1 / rows), size=draws) if rows else np.zeros((draws, 0))
    return _drawn(sums, statistic, weights, np.ones(draws, np.int64))


def resample_all(sums: Floats, statistic: Statistic = alphas) -> Drawn:
    """Return the spread over every possible draw; for few articles only, there are n to the power of n."""
    weights = np.array(list(_compositions(len(sums), len(sums))), np.int64).reshape(-1, len(sums))
    times = np.array([_orders(row) for row in weights.tolist()], np.int64)
    return _drawn(sums, statistic, weights, times)


def possible(rows: int) -> int:
    """Return how many different draws of so many articles there are, order aside."""
    return comb(2 * rows - 1, rows) if rows else 1


def _drawn(sums: Floats, statistic: Statistic, weights: Ints, times: Ints) -> Drawn:
    values = statistic(weights @ sums)
    defined = ~np.isnan(values)
    point = float(statistic(sums.sum(axis=0, keepdims=True))[0]) if len(sums) else float("nan")
    few = int((sums[:, 0] > 0).sum()) < FEW_ARTICLES if sums.size else True
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


def _orders(row: list[int]) -> int:
    orders = factorial(sum(row))
    for count in row:
        orders //= factorial(count)
    return orders
