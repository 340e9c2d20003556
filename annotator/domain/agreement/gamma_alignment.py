"""The best alignment: the cheapest partition of all units into groups of at most one of each person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from annotator.domain.agreement.gamma_tuples import Tuples, candidates
from annotator.domain.agreement.gamma_units import Config, Units
from annotator.domain.agreement.ratings import Floats, Ints

_WHOLE = 1e-6

_NARROW, _WIDER = 0.02, 4
"""How much a group may lose to be looked at, first, and by how much more each time."""


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
    chosen = choose(found, len(units))
    cost = len(units) * config.empty - float(found.savings[chosen].sum())
    return Alignment(max(0.0, cost) * units.people / len(units), found.members[chosen])


def choose(found: Tuples, size: int) -> Ints:
    """Return the groups that share no unit and together save the most."""
    if not len(found.savings):
        return np.zeros(0, np.int64)
    shares, prices = _relaxed(found, size)
    if (np.abs(shares - np.round(shares)) <= _WHOLE).all():
        return np.asarray(np.flatnonzero(shares > 0.5))
    # What a group loses at these prices is what a partition with it is away from the bound, at least. So a
    # partition no further away than the dearest group looked at is a best one, and few groups are looked at.
    lost = np.append(prices, 0.0)[found.members].sum(axis=1) - found.savings
    bound, limit = float(shares @ found.savings), _NARROW
    while True:
        taken = _settled(found, np.flatnonzero(lost <= limit), shares, size)
        gap = bound - float(found.savings[taken].sum())
        if gap <= limit + _WHOLE:
            return taken
        limit = min(gap, limit * _WIDER)


def _settled(found: Tuples, possible: Ints, shares: Floats, size: int) -> Ints:
    """Return the best groups among the possible ones: as the shares say, but where they are no whole numbers."""
    divided = _divided(found.members[possible], shares[possible], size)
    clear, unclear = possible[~divided], possible[divided]
    left = Tuples(found.members[unclear], found.savings[unclear])
    return np.concatenate((clear[shares[clear] > 0.5], unclear[_whole(left, size) > 0.5]))


def _divided(members: Ints, shares: Floats, size: int) -> npt.NDArray[np.bool_]:
    """Say which groups hang together, by units in common, with one that is taken in part."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    group, place = np.nonzero(members >= 0)
    edges = (np.ones(len(group)), (members[group, place], size + group))
    graph = coo_array(edges, shape=(size + len(members), size + len(members)))
    part = connected_components(graph, directed=False)[1][size:]
    partly = np.abs(shares - np.round(shares)) > _WHOLE
    return np.isin(part, part[partly])


def _relaxed(found: Tuples, size: int) -> tuple[Floats, Floats]:
    """Return the share in which each group is taken, could they be divided, and the price of each unit."""
    from scipy.optimize import linprog

    solved = linprog(
        -found.savings,
        A_ub=_holds(found, size),
        b_ub=np.ones(size),
        method="highs-ds",
        options={"presolve": False},
    )
    return np.asarray(solved.x, np.float64), np.asarray(-solved.ineqlin.marginals, np.float64)


def _whole(found: Tuples, size: int) -> Floats:
    """Return 1 for each group taken: a small integer programme."""
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
