"""The best alignment: against every partition there is."""

from __future__ import annotations

import random
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.domain.agreement.gamma_alignment import best_alignment, choose
from annotator.domain.agreement.gamma_programme import whole
from annotator.domain.agreement.gamma_tuples import candidates
from annotator.domain.agreement.gamma_units import Config, Units, read_layers
from tests.unit.domain.agreement.making import span

SPANS = st.lists(
    st.builds(lambda s, n, t: span(s, s + n, t), st.integers(0, 30), st.integers(1, 12), st.sampled_from("ab")),
    max_size=3,
)


def units(layers: list[list]) -> Units:
    return read_layers({str(number): layer for number, layer in enumerate(layers)})


def brute(text: Units, config: Config) -> float:
    pairs = text.people * (text.people - 1) / 2

    def cost(group: tuple[int, ...]) -> float:
        apart = [float(text.distance(np.array([a]), np.array([b]), config)[0]) for a, b in combinations(group, 2)]
        return (sum(apart) + (pairs - len(apart)) * config.empty) / pairs

    def cheapest(left: tuple[int, ...]) -> float:
        if not left:
            return 0.0
        first, rest = left[0], left[1:]
        best = float("inf")
        for size in range(text.people):
            for more in combinations(rest, size):
                group = (first, *more)
                if len({int(text.owner[one]) for one in group}) == len(group):
                    best = min(best, cost(group) + cheapest(tuple(one for one in rest if one not in more)))
        return best

    return cheapest(tuple(range(len(text)))) * text.people / len(text)


@settings(max_examples=60)
@given(st.lists(SPANS, min_size=2, max_size=4), st.sampled_from([Config(), Config(3, 1), Config(1, 2, 0.5)]))
def test_no_partition_is_cheaper(layers: list, config: Config) -> None:
    text = units(layers)
    if 0 < len(text) <= 8:
        assert best_alignment(text, config).disorder == pytest.approx(brute(text, config), abs=1e-9)


def test_one_match_and_one_span_alone_on_each_side_cost_one() -> None:
    layers = [[span(0, 20), span(100, 120)], [span(0, 20), span(900, 920)]]
    assert best_alignment(units(layers), Config()).disorder == pytest.approx(1.0)


def test_place_alone_counts_when_tags_weigh_nothing() -> None:
    layers = [[span(0, 20, "a")], [span(0, 20, "b")]]
    assert best_alignment(units(layers), Config(beta=0)).disorder == 0.0
    assert best_alignment(units(layers), Config(alpha=0)).disorder == pytest.approx(1.0)


def test_every_unit_is_in_one_group_at_most() -> None:
    found = best_alignment(units([[span(n, n + 9) for n in range(0, 40, 4)]] * 3), Config())
    used = found.members[found.members >= 0]
    assert len(used) == len(set(used.tolist())) == 30
    assert found.sizes.tolist() == [3] * 10


def test_groups_that_save_nothing_are_no_candidates() -> None:
    assert len(candidates(units([[span(0, 10)], [span(500, 510)]]), Config()).savings) == 0


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_looking_at_few_groups_finds_what_looking_at_all_does(seed: int) -> None:
    chance = random.Random(seed)
    starts = [[chance.randrange(400) for _ in range(25)] for _ in range(4)]
    text = units([[span(at, at + chance.randrange(10, 60)) for at in layer] for layer in starts])
    found = candidates(text, Config())
    every = whole(found, len(text)) > 0.5
    assert found.savings[choose(found, len(text))].sum() == pytest.approx(found.savings[every].sum(), abs=1e-9)
