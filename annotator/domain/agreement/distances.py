"""How far two values are apart: sets by Jaccard or MASI, numbers by the level they are measured on."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Sequence

import numpy as np

from annotator.domain.agreement.ratings import Floats

Set = Collection[Hashable]


def jaccard(one: Set, other: Set) -> float:
    """Return the share of all elements that only one has; 0 for two empty sets."""
    both, either = _shared(one, other)
    return 1 - both / either if either else 0.0


def masi(one: Set, other: Set) -> float:
    """Return the distance of two sets that forgives a subset more than an overlap (Passonneau 2006)."""
    both, either = _shared(one, other)
    if not either:
        return 0.0
    left, right = set(one), set(other)
    if left == right:
        return 0.0
    monotonic = 2 / 3 if left <= right or right <= left else 1 / 3 if both else 0.0
    return 1 - both / either * monotonic


def matrix(values: Sequence[Set], distance: Callable[[Set, Set], float]) -> Floats:
    """Return the distances of all pairs, shape (values, values)."""
    result = np.zeros((len(values), len(values)))
    for row, one in enumerate(values):
        for column in range(row):
            result[row, column] = result[column, row] = distance(one, values[column])
    return result


def ratio(values: Floats) -> Floats:
    """Return the squared differences as shares of the sums, shape (values, values)."""
    differences = values[:, None] - values[None, :]
    sums = values[:, None] + values[None, :]
    return np.divide(differences, sums, out=np.zeros_like(differences), where=sums != 0) ** 2


def middle_ranks(margins: Floats) -> Floats:
    """Return where each value stands among all that were given, in order: on these, ordinal is interval."""
    return np.cumsum(margins) - margins / 2


def _shared(one: Set, other: Set) -> tuple[int, int]:
    left, right = set(one), set(other)
    return len(left & right), len(left | right)
