"""The linear programme: what it ends with is an answer for all groups, however few it began with."""

from __future__ import annotations

import random
import subprocess
import sys

import numpy as np
import pytest
from scipy.optimize import linprog

from annotator.domain.agreement import gamma_programme
from annotator.domain.agreement.gamma_programme import relaxed, surplus, whole
from annotator.domain.agreement.gamma_tuples import Tuples, candidates
from annotator.domain.agreement.gamma_units import Config, read_layers
from tests.unit.domain.agreement.making import span

TRIANGLE = Tuples(np.array([[0, 1, -1], [-1, 1, 2], [0, -1, 2]]), np.ones(3))


def crowded(seed: int) -> tuple[Tuples, int]:
    chance = random.Random(seed)
    layers = {who: [span(at, at + chance.randrange(10, 60)) for at in range(0, 300, 20)] for who in "abcd"}
    return candidates(read_layers(layers), Config()), 60


@pytest.mark.parametrize("first", [1, 4, 1_000])
@pytest.mark.parametrize("seed", range(5))
def test_prices_and_shares_prove_each_other(seed: int, first: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gamma_programme, "_FIRST", first)
    found, size = crowded(seed)
    shares, prices = relaxed(found, size)
    assert prices.min() >= -1e-9 and surplus(prices, found).min() >= -1e-7
    assert shares @ found.savings == pytest.approx(prices.sum(), abs=1e-9)


def test_scipy_finds_no_better_shares() -> None:
    found, size = crowded(7)
    holds = np.array([(found.members == unit).any(axis=1) for unit in range(size)], float)
    least = linprog(-found.savings, A_ub=holds, b_ub=np.ones(size)).fun
    assert relaxed(found, size)[1].sum() == pytest.approx(-least, abs=1e-9)


def test_of_three_groups_that_exclude_each_other_half_of_each_or_one_is_taken() -> None:
    assert relaxed(TRIANGLE, 3)[0].tolist() == [0.5, 0.5, 0.5]
    assert sorted(whole(TRIANGLE, 3)) == pytest.approx([0, 0, 1])


def test_shares_that_are_not_the_best_are_no_answer() -> None:
    solver = gamma_programme._Solver(3)
    solver.add(*TRIANGLE)
    solver.setOptionValue("simplex_iteration_limit", 0)
    with pytest.raises(RuntimeError, match="no best alignment"):
        solver.solved()


def test_the_solver_says_nothing() -> None:
    said = "from annotator.domain.agreement.gamma_programme import _Solver; _Solver(3)"
    assert not subprocess.run([sys.executable, "-c", said], capture_output=True, check=True).stdout
