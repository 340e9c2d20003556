"""Random texts: layers shifted round on a ring, people drawn with replacement."""

from __future__ import annotations

import numpy as np

from annotator.domain.agreement.gamma_samples import shuffled
from annotator.domain.agreement.gamma_units import read_layers
from tests.unit.domain.agreement.making import span


def test_starts_stay_in_the_text_and_lengths_are_kept() -> None:
    text = read_layers({"a": [span(0, 20), span(950, 990)], "b": [span(10, 13)]})
    for seed in range(20):
        drawn = shuffled(text, np.random.default_rng(seed), (0.0, 1000.0))
        assert ((drawn.start >= 0) & (drawn.start < 1000)).all()
        assert set(drawn.end - drawn.start) <= {20.0, 40.0, 3.0}


def test_the_distances_within_one_layer_are_kept_round_the_ring() -> None:
    text = read_layers({"a": [span(0, 20), span(300, 340)], "b": [span(0, 20), span(300, 340)]})
    drawn = shuffled(text, np.random.default_rng(5), (0.0, 1000.0))
    for owner in (0, 1):
        starts = drawn.start[drawn.owner == owner]
        assert (starts[1] - starts[0]) % 1000 == 300


def test_one_seed_gives_one_text() -> None:
    text = read_layers({"a": [span(0, 20)], "b": [span(5, 30)]})
    one, other = (shuffled(text, np.random.default_rng(3)) for _ in range(2))
    assert (one.start == other.start).all() and (one.owner == other.owner).all()
