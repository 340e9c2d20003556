"""Fleiss' κ: NLTK's multi-π, and refused where people per unit differ."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nltk.metrics.agreement import AnnotationTask

from annotator.domain.agreement.fleiss import fleiss_kappa, fleiss_per_category
from annotator.domain.agreement.reasons import NO_PAIRABLE_VALUES, NO_VARIATION, UNEQUAL_RATERS


@given(st.lists(st.lists(st.sampled_from("abc"), min_size=3, max_size=3), min_size=2, max_size=8))
def test_it_is_the_multi_pi_of_nltk_for_two_people(units: list[list[str]]) -> None:
    pairs = [unit[:2] for unit in units]
    found = fleiss_kappa([[unit.count(value) for value in "abc"] for unit in pairs])
    if found.kappa is not None:
        triples = [(str(c), str(u), v) for u, unit in enumerate(pairs) for c, v in enumerate(unit)]
        assert AnnotationTask(triples).pi() == pytest.approx(found.kappa, abs=1e-9)


def test_unequal_numbers_of_people_are_refused_with_the_reason() -> None:
    assert fleiss_kappa([[2, 1], [1, 1]]).reason == UNEQUAL_RATERS
    assert {figure.reason for figure in fleiss_per_category([[2, 1], [1, 1]])} == {UNEQUAL_RATERS}


def test_one_person_a_unit_cannot_agree() -> None:
    assert fleiss_kappa([[1, 0], [0, 1]]).reason == NO_PAIRABLE_VALUES
    assert fleiss_kappa([]).reason == NO_PAIRABLE_VALUES


def test_a_category_that_nobody_or_everybody_used_is_undefined() -> None:
    assert fleiss_kappa([[3, 0], [3, 0]]) == (None, NO_VARIATION, 1.0, 1.0)
    assert [figure.reason for figure in fleiss_per_category([[3, 0], [3, 0]])] == [NO_VARIATION] * 2
