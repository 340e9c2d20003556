"""Values that several people gave to the same units, as flat arrays: what every coefficient counts."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Ratings:
    """One entry for each value given on a unit that has at least two.

    `unit` and `code` number units and values; `values` are what the codes stand for, in order; `weight` says
    how many equal units each unit stands for (such as the characters of a run).
    """

    unit: Ints
    code: Ints
    values: tuple[Any, ...]
    weight: Floats

    @property
    def per_unit(self) -> Ints:
        """Return how many values each unit has."""
        return np.bincount(self.unit, minlength=len(self.weight))

    @property
    def margins(self) -> Floats:
        """Return how often each value was given."""
        return tally(self.code, self.weight[self.unit], len(self.values))

    @property
    def total(self) -> float:
        """Return how many values can be paired."""
        return float(self.weight[self.unit].sum())

    def cells(self) -> tuple[Ints, Ints, Ints]:
        """Return unit, code and count of every value that a unit has."""
        width = max(1, len(self.values))
        keys = self.unit * width + self.code
        if len(self.weight) * width <= 8 * len(keys) + 1024:
            counts = np.bincount(keys)
            found = np.flatnonzero(counts)
            return found // width, found % width, counts[found]
        found, counts = np.unique(keys, return_counts=True)
        return found // width, found % width, counts


def read_units(units: Sequence[Sequence[Hashable | None]], weights: Sequence[float] | None = None) -> Ratings:
    """Return the ratings of units (rows) by people (columns); None is a value that was not asked for."""
    given = [[value for value in unit if value is not None] for unit in units]
    kept = [number for number, values in enumerate(given) if len(values) > 1]
    values = _ordered({value for number in kept for value in given[number]})
    codes = {value: code for code, value in enumerate(values)}
    unit = [place for place, number in enumerate(kept) for _ in given[number]]
    code = [codes[value] for number in kept for value in given[number]]
    weight = [1.0 if weights is None else weights[number] for number in kept]
    return Ratings(np.array(unit, np.int64), np.array(code, np.int64), values, np.array(weight, np.float64))


def tally(places: Ints, weights: npt.NDArray[Any], size: int) -> Floats:
    """Return the summed weights of each place from 0 to `size`."""
    return np.asarray(np.bincount(places, weights=weights, minlength=size), np.float64)


def _ordered(values: set[Any]) -> tuple[Any, ...]:
    numbers = all(isinstance(value, int | float) for value in values)
    return tuple(sorted(values, key=None if numbers else repr))
