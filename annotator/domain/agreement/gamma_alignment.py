"""The best alignment: the cheapest partition of all units into groups of at most one of each person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from annotator.domain.agreement.gamma_tuples import Tuples, candidates
from annotator.domain.agreement.gamma_units import Config, Units
from annotator.domain.agreement.ratings import Floats, Ints

_SURE = 1e-9
_WHOLE = 1e-6
_AT_ONCE = 4


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
    active, shares = _relaxed(found, size)
    if (np.abs(shares - np.round(shares)) > _WHOLE).any():
        active, shares = np.arange(len(found.savings)), _whole(found, size)
    return np.asarray(active[shares > 0.5])


def _relaxed(found: Tuples, size: int) -> tuple[Ints, Floats]:
    """Return groups and the share in which each is taken, were groups divisible.

    Few groups are worth looking at: begin with those that save most, and add what the prices of the units
    show to be better still, until nothing is.
    """
    from scipy.optimize import linprog

    active = np.argsort(-found.savings, kind="stable")[: _AT_ONCE * size]
    while True:
        chosen = Tuples(found.members[active], found.savings[active])
        solved = linprog(
            -chosen.savings,
            A_ub=_holds(chosen, size),
            b_ub=np.ones(size),
            method="highs-ds",
            options={"presolve": False},
        )
        # A price of nothing stands last, where -1, nobody, points to.
        prices = np.append(-solved.ineqlin.marginals, 0.0)
        gains = found.savings - prices[found.members].sum(axis=1)
        gains[active] = 0.0
        better = np.flatnonzero(gains > _SURE)
        if not len(better):
            return active, solved.x
        best = better[np.argsort(-gains[better], kind="stable")[: _AT_ONCE * size]]
        active = np.concatenate((active, best))


def _whole(found: Tuples, size: int) -> Floats:
    """Return 1 for each group taken: a small integer programme, for where the relaxed one divides groups."""
    from scipy.optimize import Bounds, LinearConstraint, milp

    solved = milp(
        -found.savings,
        integrality=np.ones(len(found.savings)),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(_holds(found, size), -np.inf, 1),
        options={"mip_rel_gap": 0.0},
    )
    return np.asarray(solved.x, np.float64)


def _holds(found: Tuples, size: int) -> Any:
    """Return which units each group holds, shape (units, groups), sparse."""
    from scipy.sparse import csc_array

    column, place = np.nonzero(found.members >= 0)
    row = found.members[column, place]
    return csc_array((np.ones(len(row)), (row, column)), shape=(size, len(found.savings)))
