"""The sweep: the same as counting every character."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.agreement.sweep import Stretches, cover, merge, pairs

STRETCH = st.tuples(st.integers(0, 2), st.integers(0, 2), st.integers(0, 20), st.integers(1, 10))


def stretches(found: list[tuple[int, int, int, int]]) -> Stretches:
    rows = [(group, slot, start, start + length) for group, slot, start, length in found]
    return Stretches(*np.array(rows, np.int64).reshape(-1, 4).T)


@given(st.lists(STRETCH, max_size=14))
def test_it_counts_every_character_once(found: list[tuple[int, int, int, int]]) -> None:
    covered = cover(stretches(found), 3, 3)
    marked = np.zeros((3, 3, 40), bool)
    for group, slot, start, length in found:
        marked[group, slot, start : start + length] = True
    assert (covered.marked == marked.sum(axis=2)).all()
    for column, (one, other) in enumerate(combinations(range(3), 2)):
        assert (covered.both[:, column] == (marked[:, one] & marked[:, other]).sum(axis=1)).all()


@given(st.lists(STRETCH, max_size=14))
def test_merged_stretches_of_one_slot_do_not_touch(found: list[tuple[int, int, int, int]]) -> None:
    merged = merge(stretches(found), 3)
    same = (np.diff(merged.group) == 0) & (np.diff(merged.slot) == 0)
    assert (merged.start[1:][same] > merged.end[:-1][same]).all()


def test_one_person_has_no_pair() -> None:
    assert pairs(1) == []
    assert cover(stretches([(0, 0, 1, 3)]), 1, 1).both.shape == (1, 0)
