"""The best alignment: the cheapest partition of all units into groups of at most one of each person."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from annotator.domain.agreement.gamma_tuples import Tuples, candidates
from annotator.domain.agreement.gamma_units import Config, Units
from annotator.domain.agreement.ratings import Floats, Ints

_WHOLE = 1e-6


@dataclass(frozen=True)
class Alignment:
    """The disorder, None where there is nothing to align, and the groups of two or more."""

    disorder: float | None
    members: Ints

    @property
    def sizes(self) -> Ints:
        """Return how many units each group has."""
        return np.asarray((self.members >= 0).sum(axis=1))


def best_alignment(units: Units, config: Config) -> Alignment:
    """Return a cheapest alignment; others can be as cheap, so only the disorder is a result.

    Raises TooManyGroups where so much stands in one place that the groups cannot be listed.
    """
    if units.people < 2 or not len(units):
        return Alignment(None, np.zeros((0, units.people), np.int64))
    found = candidates(units, config)
    chosen = _choose(found, len(units))
    cost = len(units) * config.empty - float(found.savings[chosen].sum())
    return Alignment(max(0.0, cost) * units.people / len(units), found.members[chosen])


def _choose(found: Tuples, size: int) -> Ints:
    """Return the groups that share no unit and together save the most."""
    if not len(found.savings):
        return np.zeros(0, np.int64)
    shares = _solve(found, size, whole=False)
    if (np.abs(shares - np.round(shares)) > _WHOLE).any():
        shares = _solve(found, size, whole=True)
    return np.asarray(np.flatnonzero(shares > 0.5))


def _solve(found: Tuples, size: int, *, whole: bool) -> Floats:
    """Return the share in which each group is taken; nearly always whole, also where it need not be."""
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csc_array

    column, place = np.nonzero(found.members >= 0)
    row = found.members[column, place]
    holds = csc_array((np.ones(len(row)), (row, column)), shape=(size, len(found.savings)))
    solved = milp(
        -found.savings,
        integrality=np.full(len(found.savings), int(whole)),
        bounds=Bounds(0, np.inf),
        constraints=LinearConstraint(holds, -np.inf, 1),
        options={"mip_rel_gap": 0.0, "presolve": whole},
    )
    return np.asarray(solved.x, np.float64)
