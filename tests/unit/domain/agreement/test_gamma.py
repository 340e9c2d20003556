"""γ: the inputs on which others go wrong, seeds, and what each value depends on."""

from __future__ import annotations

import numpy as np
import pytest

from annotator.domain.agreement.gamma import gamma, gamma_replay
from annotator.domain.agreement.gamma_samples import SAMPLER, shuffled
from annotator.domain.agreement.gamma_units import Config, Units, read_layers
from annotator.domain.agreement.reasons import NO_PAIRABLE_VALUES, NO_VARIATION, TOO_MANY_CANDIDATES
from tests.unit.domain.agreement.making import span

TEXT = (0.0, 1000.0)


def units(*layers: list, **options: float) -> Units:
    return read_layers({str(number): layer for number, layer in enumerate(layers)}, **options)


def test_three_disjoint_spans_on_each_side_are_no_better_than_chance() -> None:
    ones, others = ([span(s, s + 20) for s in starts] for starts in ((0, 300, 600), (150, 450, 900)))
    assert gamma(units(ones, others), bounds=TEXT).gamma.value <= 0.02


@pytest.mark.parametrize("count", [1, 3])
def test_spans_against_none_are_defined_and_disagree(count: int) -> None:
    found = gamma(units([span(100 * n, 100 * n + 20) for n in range(count)], []), bounds=TEXT)
    assert found.gamma.value <= 0
    assert found.n_undefined > 0 and found.n_undefined + len(found.samples) >= 30


def test_identical_spans_agree() -> None:
    layer = [span(10, 30), span(400, 420, "framing")]
    found = gamma(units(layer, layer), bounds=TEXT)
    assert (found.gamma.value, found.cat.value, found.disorder) == (1.0, 1.0, 0.0)


def test_nobody_marked_is_no_variation_and_one_person_no_pair() -> None:
    assert gamma(units([], [])).gamma.reason == NO_VARIATION
    assert gamma(units([span(0, 5)])).gamma.reason == NO_PAIRABLE_VALUES


def test_one_seed_gives_one_value_and_says_what_it_was() -> None:
    text = units([span(0, 20), span(50, 60)], [span(5, 20), span(80, 90)])
    found = gamma(text, Config(alpha=3), seed=7)
    assert found == gamma(text, Config(alpha=3), seed=7)
    assert (found.sampler, found.seed, found.config.alpha) == (SAMPLER, 7, 3)
    assert len(found.samples) >= 30


def test_points_near_each_other_go_together_when_they_have_a_length() -> None:
    near, far = [span(100, 100, "omission")], [span(108, 108, "omission")]
    assert gamma(units(near, far, point_length=80), bounds=TEXT).gamma.value > 0.9
    assert gamma(units(near, far), bounds=TEXT).gamma.value <= 0


def test_given_texts_replace_random_ones() -> None:
    text = units([span(0, 10)], [span(0, 10)])
    found = gamma_replay(text, [units([span(0, 10)], [span(500, 510)])] * 3)
    assert (found.gamma.value, found.expected, found.seed) == (1.0, 2.0, None)


def test_a_tag_that_is_always_given_to_the_same_things_agrees() -> None:
    ones = [span(0, 20, "a"), span(100, 120, "b"), span(200, 220, "c")]
    others = [span(0, 20, "a"), span(100, 120, "c"), span(200, 220, "b")]
    found = gamma(units(ones, others), bounds=TEXT)
    assert found.per_tag["a"].value == 1.0
    assert found.per_tag["b"].value < 0.5


def test_too_much_in_one_place_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotator.domain.agreement.gamma_tuples.MOST_GROUPS", 50)
    layers = [[span(n, n + 50) for n in range(10)] for _ in range(3)]
    assert gamma(units(*layers)).gamma.reason == TOO_MANY_CANDIDATES


def test_shuffling_keeps_lengths_and_tags_and_stays_near_the_text() -> None:
    text = units([span(0, 20), span(50, 90, "framing")], [span(10, 20)])
    drawn = shuffled(text, np.random.default_rng(1), TEXT)
    assert drawn.people == 2 and set(drawn.end - drawn.start) <= {20.0, 40.0, 10.0}
    assert (drawn.start >= 0).all() and (drawn.start < 1000).all()
