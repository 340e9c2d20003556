"""The search for the least loss, against every choice there is."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.agreement import gamma_search
from annotator.domain.agreement.gamma_search import least_loss, parts

UNITS = 7
GROUPS = st.lists(st.lists(st.integers(0, UNITS - 1), min_size=2, max_size=3, unique=True), min_size=1, max_size=7)


def rows(groups: list[list[int]]) -> np.ndarray:
    return np.array([[*group, -1, -1, -1][:3] for group in groups], np.int64)


def loss(taken: tuple[int, ...], groups: list[list[int]], lost: np.ndarray, prices: np.ndarray) -> float:
    held = [unit for group in taken for unit in groups[group]]
    left = {unit for group in groups for unit in group} - set(held)
    return np.inf if len(held) > len(set(held)) else lost[list(taken)].sum() + sum(prices[unit] for unit in left)


@given(GROUPS, st.data())
def test_no_choice_loses_less(groups: list[list[int]], data: st.DataObject) -> None:
    parts = st.integers(0, 6).map(lambda n: n / 4)
    lost = np.array([data.draw(parts) for _ in groups])
    prices = np.array([data.draw(parts) for _ in range(UNITS)])
    every = [chosen for size in range(len(groups) + 1) for chosen in combinations(range(len(groups)), size)]
    found = tuple(
        least_loss(rows(groups), lost, prices, data.draw(st.permutations(sorted({u for g in groups for u in g}))))
    )
    assert loss(found, groups, lost, prices) == min(loss(one, groups, lost, prices) for one in every)


def test_it_gives_up_when_it_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gamma_search, "MOST_STEPS", 1)
    assert least_loss(rows([[0, 1], [1, 2]]), np.zeros(2), np.ones(3), range(3)) is None


def test_parts_hang_together_and_go_from_one_end_to_the_other() -> None:
    members = rows([[4, 2], [2, 0], [5, 6], [0, 1], [1, 3]])
    [(groups, units)] = parts(members, np.array([1]))
    assert groups.tolist() == [0, 1, 3, 4]
    assert units in ([4, 2, 0, 1, 3], [3, 1, 0, 2, 4])


def test_a_part_is_yielded_once_and_only_if_asked_for() -> None:
    members = rows([[0, 1], [1, 2], [3, 4], [5, 6]])
    assert [groups.tolist() for groups, _ in parts(members, np.array([0, 1, 3]))] == [[0, 1], [3]]
