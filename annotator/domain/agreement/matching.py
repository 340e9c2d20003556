"""Optimal one-to-one matching: which annotations of two people go together, never greedily."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from annotator.domain.cases.leftovers import union
from annotator.domain.cases.readings import Reading, iou
from annotator.domain.segments import Segment


class Match(NamedTuple):
    """Two annotations that go together, and how much of their union they share."""

    one: int
    other: int
    weight: float


def places(reading: Reading) -> tuple[Segment, ...]:
    """Return where an annotation stands, each character once; a point stays the point it is."""
    return union(reading.segments)


def shared(one: Reading, other: Reading) -> float:
    """Return the IoU of two annotations; 0 where the tags differ."""
    return iou(places(one), places(other)) if one.tag == other.tag else 0.0


def best_matches(
    ones: Sequence[Reading],
    others: Sequence[Reading],
    weigh: Callable[[Reading, Reading], float] = shared,
) -> list[Match]:
    """Return the one-to-one matching of the greatest total weight; what weighs nothing is not matched."""
    if not ones or not others:
        return []
    from scipy.optimize import linear_sum_assignment

    weights = np.array([[weigh(one, other) for other in others] for one in ones])
    rows, columns = linear_sum_assignment(weights, maximize=True)
    found = zip(rows.tolist(), columns.tolist(), weights[rows, columns].tolist(), strict=True)
    return [Match(*match) for match in found if match[2] > 0]
