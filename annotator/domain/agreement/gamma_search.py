"""The best choice among few groups, each with what it loses: a search along the text, the smallest loss first."""

from __future__ import annotations

from heapq import heappop, heappush

import numpy as np

from annotator.domain.agreement.ratings import Floats, Ints

MOST_STEPS = 20_000
"""After so many steps the search gives up: a solver is quicker then."""


def least_loss(members: Ints, lost: Floats, prices: Floats) -> Ints | None:
    """Return the groups to take so that they share no unit and least is lost; None if that takes too long.

    `lost` says, none below 0, what each group loses, and `prices` what each unit does that no group takes.
    """
    order = _along(members)
    bits = {int(unit): place for place, unit in enumerate(order)}
    held = [sum(1 << bits[unit] for unit in row if unit >= 0) for row in members.tolist()]
    starting: list[list[tuple[float, int, int]]] = [
        [(max(0.0, float(prices[unit])), 1 << place, -1)] for place, unit in enumerate(order)
    ]
    for group, held_by in enumerate(held):
        first = (held_by & -held_by).bit_length() - 1
        starting[first].append((max(0.0, float(lost[group])), held_by, group))
    return _search(starting)


def _search(starting: list[list[tuple[float, int, int]]]) -> Ints | None:
    """Walk from one unit to the next; what is settled, as bits, is all that a step needs to know."""
    every = (1 << len(starting)) - 1
    waiting: list[tuple[float, int, int, tuple[int, ...]]] = [(0.0, every, 0, ())]
    seen: set[int] = set()
    for _ in range(MOST_STEPS):
        loss, _, settled, taken = heappop(waiting)
        if settled == every:
            return np.array(taken, np.int64)
        if settled in seen:
            continue
        seen.add(settled)
        unit = (~settled & (settled + 1)).bit_length() - 1
        for more, held, group in starting[unit]:
            if not settled & held:
                now = settled | held
                chosen = taken if group < 0 else (*taken, group)
                heappush(waiting, (loss + more, every ^ now, now, chosen))
    return None


def _along(members: Ints) -> Ints:
    """Return the units of the groups so that those of one group stand near each other."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import reverse_cuthill_mckee

    group, place = np.nonzero(members >= 0)
    units, unit = np.unique(members[group, place], return_inverse=True)
    holds = csr_array((np.ones(len(group)), (unit, group)), shape=(len(units), len(members)))
    return np.asarray(units[reverse_cuthill_mckee(csr_array(holds @ holds.T), symmetric_mode=True)])
