"""The linear programme of an alignment, with HiGHS: groups taken in shares or whole, each unit once at most."""

from __future__ import annotations

import highspy
import numpy as np

from annotator.domain.agreement.gamma_tuples import Tuples
from annotator.domain.agreement.ratings import Floats, Ints

_FIRST = 4
"""How many groups there are at first for each unit: few more are ever taken."""

_PRIMAL = 4
"""The simplex that goes on from the best there was: with more groups it stays possible."""

_WORTH = 1e-9
"""What a group must save beyond the prices of its members to be added."""


class _Solver(highspy.Highs):
    """HiGHS without a word on the standard output; one thread, so that the answer is the same everywhere."""

    def __init__(self, size: int) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.setOptionValue("threads", 1)
        self.setOptionValue("simplex_dual_edge_weight_strategy", 1)
        for name, value in (("presolve", "off"), ("solver", "simplex")):
            self.setOptionValue(name, value)
        nothing = np.zeros(0, np.int32)
        lowest, most = np.full(size, -np.inf), np.ones(size)
        self.addRows(size, lowest, most, 0, np.zeros(size, np.int32), nothing, np.zeros(0))

    def enableCallbacks(self) -> None:  # noqa: N802
        """Be silent instead: nothing here is called back, and what is constructed tells its version."""
        self.silent()

    def add(self, members: Ints, savings: Floats) -> None:
        """Add groups: what each holds and saves."""
        there = members >= 0
        starts = np.concatenate(([0], np.cumsum(there.sum(axis=1))[:-1])).astype(np.int32)
        held, none, most = members[there].astype(np.int32), np.zeros(len(savings)), np.full(len(savings), np.inf)
        self.addCols(len(savings), -savings, none, most, len(held), starts, held, np.ones(len(held)))

    def solved(self) -> tuple[Floats, Floats]:
        """Return the share of each group added so far, in that order, and the price of each unit."""
        self.solve()
        if self.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            raise RuntimeError(
                f"HiGHS found no best alignment: {self.modelStatusToString(self.getModelStatus())}."
            )
        solution = self.getSolution()
        return np.array(solution.col_value), -np.array(solution.row_dual)


def relaxed(found: Tuples, size: int) -> tuple[Floats, Floats]:
    """Return the share in which each group is taken, could they be divided, and the price of each unit.

    Of many groups the promising ones come first, and others as they save more than their members are worth.
    """
    solver, shares = _Solver(size), np.zeros(len(found.savings))
    inside = fresh = _promising(found, size)
    while True:
        solver.add(found.members[fresh], found.savings[fresh])
        taken, prices = solver.solved()
        lost = surplus(prices, found)
        lost[inside] = 0.0
        fresh = np.flatnonzero(lost < -_WORTH)
        if not len(fresh):
            shares[inside] = taken
            return shares, prices
        fresh = fresh[np.argsort(lost[fresh], kind="stable")][: 2 * size]
        inside = np.concatenate((inside, fresh))
        solver.setOptionValue("simplex_strategy", _PRIMAL)


def surplus(prices: Floats, found: Tuples) -> Floats:
    """Return how much more the members of each group cost at these prices than it saves."""
    priced = np.append(prices, 0.0)
    lost: Floats = sum((priced[column] for column in found.members.T), -found.savings)
    return lost


def _promising(found: Tuples, size: int) -> Ints:
    """Return the groups to begin with: where each unit is paid the most that any group could pay all alike."""
    if len(found.savings) <= _FIRST * size:
        return np.arange(len(found.savings))
    each = found.savings / (found.members >= 0).sum(axis=1)
    order = np.argsort(each, kind="stable")
    most = np.zeros(size + 1)
    for column in found.members.T:
        here = np.zeros(size + 1)
        here[column[order]] = each[order]
        most = np.maximum(most, here)
    return np.asarray(np.argsort(surplus(most[:size], found), kind="stable")[: _FIRST * size])


def whole(found: Tuples, size: int) -> Floats:
    """Return 1 for each group taken: a small integer programme."""
    solver, every = _Solver(size), len(found.savings)
    for name, value in (("solver", "choose"), ("presolve", "choose"), ("mip_rel_gap", 0.0)):
        solver.setOptionValue(name, value)
    solver.add(found.members, found.savings)
    kinds = np.full(every, int(highspy.HighsVarType.kInteger), np.uint8)
    solver.changeColsIntegrality(every, np.arange(every, dtype=np.int32), kinds)
    return solver.solved()[0]
