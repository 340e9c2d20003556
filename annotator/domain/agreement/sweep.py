"""One sweep over all marked stretches of a corpus: who covers how much, and who covers it together."""

from __future__ import annotations

from itertools import combinations
from typing import NamedTuple

import numpy as np

from annotator.domain.agreement.ratings import Floats, Ints, tally


class Stretches(NamedTuple):
    """Marked stretches, one entry each: the text they stand in, whose they are, where they start and end."""

    group: Ints
    slot: Ints
    start: Ints
    end: Ints


class Covered(NamedTuple):
    """Characters covered by each, shape (groups, slots), and by each pair, shape (groups, pairs)."""

    marked: Floats
    both: Floats


def pairs(slots: int) -> list[tuple[int, int]]:
    """Return the pairs of slots in the order in which they are counted."""
    return list(combinations(range(slots), 2))


def cover(stretches: Stretches, groups: int, slots: int) -> Covered:
    """Return how many characters each slot of each group covers, overlaps once, and each pair together."""
    merged = merge(stretches, slots)
    keys = merged.group * slots + merged.slot
    lengths = (merged.end - merged.start).astype(np.float64)
    marked = tally(keys, lengths, groups * slots)
    both = _together(merged, groups, slots)
    return Covered(marked.reshape(groups, slots), both)


def merge(stretches: Stretches, slots: int) -> Stretches:
    """Return the stretches with those of one slot that touch or overlap made one, in order."""
    if not len(stretches.start):
        return stretches
    keys = stretches.group * slots + stretches.slot
    order = np.lexsort((stretches.start, keys))
    keys, start, end = keys[order], stretches.start[order], stretches.end[order]
    # Shifted by its key, each slot lies behind the one before it: one running maximum serves all.
    shift = keys * (int(end.max()) + 2)
    reach = np.maximum.accumulate(end + shift)
    first = np.concatenate(([True], start[1:] + shift[1:] > reach[:-1]))
    last = np.concatenate((first[1:], [True]))
    kept = keys[first]
    return Stretches(kept // slots, kept % slots, start[first], (reach - shift)[last])


def _together(merged: Stretches, groups: int, slots: int) -> Floats:
    group = np.concatenate((merged.group, merged.group))
    at = np.concatenate((merged.start, merged.end))
    order = np.argsort(group * (int(at.max(initial=0)) + 1) + at, kind="stable")
    group, at = group[order], at[order]
    slot = np.concatenate((merged.slot, merged.slot))[order]
    step = np.repeat(np.array([1, -1], np.int8), len(merged.start))[order]
    run = np.diff(at, append=0) * (np.diff(group, append=-1) == 0)
    inside = [np.cumsum(np.where(slot == one, step, 0), dtype=np.int8).astype(bool) for one in range(slots)]
    counted = [tally(group, run * (inside[one] & inside[other]), groups) for one, other in pairs(slots)]
    return np.stack(counted, axis=1) if counted else np.zeros((groups, 0))
