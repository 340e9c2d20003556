"""α: against its definition and against NLTK, at every level, with gaps; undefined where nothing varies."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nltk.metrics.agreement import AnnotationTask

from annotator.domain.agreement.alpha import alpha, alpha_of, alpha_sets, nominal
from annotator.domain.agreement.distances import jaccard, masi
from annotator.domain.agreement.ratings import read_units
from annotator.domain.agreement.reasons import NO_PAIRABLE_VALUES, NO_VARIATION
from tests.unit.domain.agreement.making import brute_alpha

VALUES = st.one_of(st.none(), st.integers(1, 5))
UNITS = st.lists(st.lists(VALUES, min_size=1, max_size=4), max_size=8)


def near(value: float | None) -> Any:
    return None if value is None else pytest.approx(value, abs=1e-9)


@given(UNITS)
def test_nominal_is_the_definition(units: list[list[int | None]]) -> None:
    assert alpha(units).alpha == near(brute_alpha(units, lambda a, b: float(a != b)))


@given(UNITS)
def test_interval_is_the_definition(units: list[list[int | None]]) -> None:
    assert alpha(units, "interval").alpha == near(brute_alpha(units, lambda a, b: (a - b) ** 2))


@given(UNITS)
def test_ratio_is_the_definition(units: list[list[int | None]]) -> None:
    assert alpha(units, "ratio").alpha == near(brute_alpha(units, lambda a, b: ((a - b) / (a + b)) ** 2))


@given(UNITS)
def test_ordinal_counts_what_lies_between(units: list[list[int | None]]) -> None:
    kept = [[v for v in unit if v is not None] for unit in units]
    given_ = [v for unit in kept if len(unit) > 1 for v in unit]

    def distance(a: int, b: int) -> float:
        between = sum(min(a, b) <= v <= max(a, b) for v in given_)
        return (between - (given_.count(a) + given_.count(b)) / 2) ** 2 if a != b else 0.0

    assert alpha(units, "ordinal").alpha == near(brute_alpha(units, distance))


@given(st.lists(st.lists(st.sampled_from("abc"), min_size=2, max_size=3), min_size=2, max_size=8))
def test_nltk_says_the_same_where_values_vary(units: list[list[str]]) -> None:
    found = alpha(units)
    if found.alpha is not None:
        triples = [(f"c{c}", f"u{u}", v) for u, unit in enumerate(units) for c, v in enumerate(unit)]
        assert AnnotationTask(triples).alpha() == pytest.approx(found.alpha, abs=1e-9)


@given(st.lists(st.lists(st.sets(st.sampled_from("abc")), min_size=2, max_size=3), min_size=1, max_size=6))
def test_sets_are_the_definition(units: list[list[set[str]]]) -> None:
    assert alpha_sets(units).alpha == near(brute_alpha(units, masi))
    assert alpha_sets(units, jaccard).alpha == near(brute_alpha(units, jaccard))


@given(UNITS, st.integers(2, 4))
def test_a_unit_that_weighs_more_is_that_many_units(units: list[list[int | None]], times: int) -> None:
    weighted = alpha_of(read_units(units, [float(times)] * len(units)), nominal)
    assert weighted.alpha == near(alpha(units * times).alpha)


def test_all_values_equal_is_undefined_and_not_one() -> None:
    found = alpha([["x", "x"], ["x", "x", "x"]])
    assert (found.alpha, found.reason, found.observed_agreement) == (None, NO_VARIATION, 1.0)


def test_nothing_judged_twice_is_undefined() -> None:
    found = alpha([[1, None], [None, 2]])
    assert (found.alpha, found.reason, found.n_pairable) == (None, NO_PAIRABLE_VALUES, 0)
    assert alpha([]).reason == NO_PAIRABLE_VALUES


def test_a_rater_who_lacks_an_item_does_not_spoil_the_rest() -> None:
    assert alpha([[1, 1, None], [1, 1, 1], [2, None, 2]]).alpha == 1.0


def test_observed_agreement_is_the_mean_over_units() -> None:
    assert alpha([["a", "a", "a", "a"], ["a", "b"]]).observed_agreement == 0.5


def test_many_real_values_need_no_table_of_pairs() -> None:
    units = [[number * 0.5, number * 0.5 + 1] for number in range(20_000)]
    assert alpha(units, "interval").alpha == pytest.approx(1.0, abs=1e-6)
