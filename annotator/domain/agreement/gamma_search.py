"""The best choice among few groups, each with what it loses: a search along the text, the smallest loss first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from heapq import heappop, heappush

import numpy as np

from annotator.domain.agreement.ratings import Floats, Ints

MOST_STEPS = 20_000
"""After so many steps the search gives up: a solver is quicker then."""


def parts(members: Ints, asked: Ints) -> Iterator[tuple[Ints, list[int]]]:
    """Yield the parts with a group asked for: the groups that hang together by units in common, and these units.

    The units are in an order in which those of one group stand near each other: from one end to the other.
    """
    group, place = np.nonzero(members >= 0)
    unit = members[group, place]
    group = group[np.argsort(unit, kind="stable")]
    pointers = np.searchsorted(np.sort(unit), np.arange(unit.max(initial=-1) + 2))
    done: set[int] = set()
    for first in members[asked].max(axis=1).tolist():
        if first not in done:
            somewhere = _spread(first, members, group, pointers)
            order = _spread(somewhere[-1], members, group, pointers)
            done.update(order)
            yield np.unique(np.concatenate([group[pointers[one] : pointers[one + 1]] for one in order])), order


def _spread(first: int, members: Ints, group: Ints, pointers: Ints) -> list[int]:
    """Return the units that can be reached from one over groups, the nearest first."""
    order, seen = [first], {-1, first}
    for unit in order:
        near = members[group[pointers[unit] : pointers[unit + 1]]].ravel().tolist()
        fresh = [other for other in dict.fromkeys(near) if other not in seen]
        order += fresh
        seen.update(fresh)
    return order


def least_loss(members: Ints, lost: Floats, prices: Floats, order: Sequence[int]) -> Ints | None:
    """Return the groups to take so that they share no unit and least is lost; None if that takes too long.

    `lost` says, none below 0, what each group loses, and `prices` what each unit does that no group takes;
    `order` has each unit once, and the search goes that way.
    """
    bits = {unit: place for place, unit in enumerate(order)}
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
