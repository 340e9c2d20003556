"""Resampling: whole articles, every draw or random ones; undefined draws are counted, never replaced."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from annotator.domain.agreement.bootstrap import resample, resample_all
from annotator.domain.agreement.characters import alphas

SUMS = np.array([[40, 18, 16, 20], [60, 19, 18, 30], [30, 0, 0, 10], [30, 10, 0, 15.0]])


def test_every_draw_is_every_ordered_draw() -> None:
    drawn = [alphas(SUMS[list(rows)].sum(axis=0)) for rows in product(range(4), repeat=4)]
    found, known = resample_all(SUMS), [value for value in drawn if not np.isnan(value)]
    assert (found.n_resamples, found.n_undefined) == (256, 256 - len(known))
    assert found.mean_of_defined == pytest.approx(np.mean(known))
    assert (found.min, found.max) == (pytest.approx(min(known)), pytest.approx(max(known)))


def test_random_draws_are_near_and_the_same_for_one_seed() -> None:
    found = resample(SUMS, draws=20_000, seed=3)
    assert found.mean_of_defined == pytest.approx(resample_all(SUMS).mean_of_defined, abs=0.02)
    assert found == resample(SUMS, draws=20_000, seed=3)
    assert found.low < found.point < found.high


def test_few_articles_are_said_to_be_few() -> None:
    assert resample(SUMS).few_articles
    assert not resample(np.tile(SUMS, (4, 1))).few_articles


def test_draws_that_are_all_undefined_give_no_interval() -> None:
    found = resample(np.array([[20, 0, 0, 10.0]]), draws=50)
    assert (found.point, found.n_undefined, found.mean_of_defined, found.low) == (None, 50, None, None)


def test_no_articles_at_all() -> None:
    assert resample(np.zeros((0, 4))).point is None
    assert resample_all(np.zeros((0, 4))).point is None


def test_every_draw_is_looked_at_for_few_articles_only() -> None:
    with pytest.raises(ValueError, match="30 articles"):
        resample_all(np.tile(SUMS[:1], (30, 1)))
