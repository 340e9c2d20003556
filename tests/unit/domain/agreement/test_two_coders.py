"""Coefficients of two people: NLTK's values where it has some, reasons where it raises or returns 1."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nltk.metrics.agreement import AnnotationTask

from annotator.domain.agreement.alpha import alpha
from annotator.domain.agreement.reasons import NO_PAIRABLE_VALUES, NO_VARIATION
from annotator.domain.agreement.two_coders import (
    cohen_kappa,
    contingency,
    two_coders,
    weighted_alpha,
    weighted_kappa,
)

PAIRS = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=2, max_size=15)


@given(PAIRS)
def test_kappa_pi_and_s_are_those_of_nltk(pairs: list[tuple[str, str]]) -> None:
    found = two_coders(contingency(pairs))
    triples = [(who, str(u), v) for u, pair in enumerate(pairs) for who, v in zip("AB", pair, strict=True)]
    task = AnnotationTask(triples)
    if found.kappa.value is not None:
        assert task.kappa() == pytest.approx(found.kappa.value, abs=1e-9)
    if found.pi.value is not None:
        assert task.pi() == pytest.approx(found.pi.value, abs=1e-9)


@given(PAIRS)
def test_alpha_of_the_table_is_alpha_of_the_units(pairs: list[tuple[str, str]]) -> None:
    one, other = two_coders(contingency(pairs)).alpha.value, alpha([list(pair) for pair in pairs]).alpha
    assert one == (None if other is None else pytest.approx(other, abs=1e-9))


def test_all_values_equal_is_undefined() -> None:
    found = two_coders([[10, 0], [0, 0]])
    assert (found.kappa, found.pi) == ((None, NO_VARIATION), (None, NO_VARIATION))
    assert found.ao.value == 1.0


def test_one_category_leaves_everything_but_the_agreement_undefined() -> None:
    assert [figure.value for figure in two_coders([[4]])] == [1.0] + [None] * 5


def test_an_empty_table_has_nothing_to_pair() -> None:
    assert {figure.reason for figure in two_coders([[0, 0], [0, 0]])} == {NO_PAIRABLE_VALUES}
    assert cohen_kappa([[0]]).reason == weighted_alpha([[0]]).reason == NO_PAIRABLE_VALUES


def test_a_missing_value_leaves_the_pair_out() -> None:
    assert contingency([("a", "a"), ("a", None), ("b", "a")], "abc").tolist() == [[1, 0, 0], [1, 0, 0], [0, 0, 0]]


def test_unused_categories_count_for_s() -> None:
    assert two_coders(contingency([("a", "a"), ("a", "b")], "abc")).s.value == pytest.approx(0.25)


def test_every_difference_alike_is_plain_kappa() -> None:
    table = [[20, 10], [20, 50]]
    assert weighted_kappa(table, [[0, 3], [3, 0]]).value == pytest.approx(cohen_kappa(table).value)
