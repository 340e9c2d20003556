"""The best alignment: the cheapest partition of all units into groups of at most one of each person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from annotator.domain.agreement.gamma_search import least_loss
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
    lost = _held(prices, found.members) - found.savings
    bound, limit = float(shares @ found.savings), _NARROW
    while True:
        taken = _settled(found, np.flatnonzero(lost <= limit), (shares, lost, prices))
        gap = bound - float(found.savings[taken].sum())
        if gap <= limit + _WHOLE:
            return taken
        limit = min(gap, limit * _WIDER)


def _held(prices: Floats, members: Ints) -> Floats:
    """Return the prices of each group's members, added up."""
    priced = np.append(prices, 0.0)
    held: Floats = sum((priced[column] for column in members.T), np.zeros(len(members)))
    return held


def _settled(found: Tuples, possible: Ints, known: tuple[Floats, Floats, Floats]) -> Ints:
    """Return the best groups among the possible ones: as the shares say, but where they are no whole numbers."""
    shares, lost, prices = known
    members, partly = found.members[possible], np.abs(shares[possible] - np.round(shares[possible])) > _WHOLE
    part = _parts(members, len(prices)) if partly.any() else np.zeros(len(possible), np.int64)
    divided = np.isin(part, part[partly])
    clear = possible[~divided]
    taken = [clear[shares[clear] > 0.5]]
    for one in np.unique(part[divided]):
        piece = possible[part == one]
        least = least_loss(found.members[piece], lost[piece], prices)
        if least is None:
            left = Tuples(found.members[piece], found.savings[piece])
            least = np.flatnonzero(_whole(left, len(prices)) > 0.5)
        taken.append(piece[least])
    return np.concatenate(taken)


def _parts(members: Ints, size: int) -> Ints:
    """Number the parts of the programme: groups hang together by units in common."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    group, place = np.nonzero(members >= 0)
    edges = (np.ones(len(group)), (members[group, place], size + group))
    graph = coo_array(edges, shape=(size + len(members), size + len(members)))
    return np.asarray(connected_components(graph, directed=False)[1][size:], np.int64)


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
