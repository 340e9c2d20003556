"""How far a proposal's confidence is to be believed: held against decisions, by isotonic regression."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from annotator.domain.cases.advice import NOTHING

FEWEST = 100
"""So many decisions there must be before a percentage is shown; until then there are votes."""


class Curve(NamedTuple):
    """Steps that only rise: from each confidence in `starts` on, so many of 1 were taken."""

    starts: tuple[float, ...]
    rates: tuple[float, ...]
    decisions: int

    def at(self, confidence: float) -> float:
        """Return how often a proposal of this confidence was taken; below the first step, as at it."""
        return self.rates[max(0, bisect_right(self.starts, confidence) - 1)]


def curve_of(confidences: Sequence[float], taken: Sequence[bool]) -> Curve | None:
    """Return the curve, None under a hundred decisions: adjacent violators pooled, equal confidences as one."""
    if len(confidences) < FEWEST:
        return None
    import numpy as np
    from scipy.optimize import isotonic_regression

    starts, where, weights = np.unique(np.asarray(confidences), return_inverse=True, return_counts=True)
    rates = np.bincount(where.ravel(), np.asarray(taken, np.float64)) / weights
    fitted = isotonic_regression(rates, weights=weights).x
    first = np.flatnonzero(np.diff(fitted, prepend=-1.0) > 0)
    return Curve(tuple(starts[first].tolist()), tuple(fitted[first].tolist()), len(confidences))


def was_taken(option: Mapping[str, Any], decision: Mapping[str, Any]) -> bool:
    """Tell whether the decision took the option proposed, as it was."""
    if option["kind"] == NOTHING:
        return bool(decision["outcome"] == "reject")
    chosen = (decision["chosen"] or {}).get("annotations", [])
    return decision["outcome"] == "accept" and bool(chosen) and set(chosen) <= set(option["alike"])
