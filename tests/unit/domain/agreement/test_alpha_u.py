"""The older α_U: its limits, and that zero width does not count."""

from __future__ import annotations

import pytest

from annotator.domain.agreement.alpha_u import alpha_u
from annotator.domain.agreement.reasons import NO_PAIRABLE_VALUES, NO_VARIATION
from tests.unit.domain.agreement.making import span


def test_identical_units_agree() -> None:
    found = alpha_u({"a": [span(3, 9)], "b": [span(3, 9)]}, 30)
    assert (found.alpha.value, found.per_tag["claim"].observed) == (1.0, 0.0)


def test_one_against_none_is_below_chance() -> None:
    assert alpha_u({"a": [span(3, 9)], "b": []}, 30).alpha.value < 0


def test_points_alone_are_undefined_and_not_one() -> None:
    found = alpha_u({"a": [span(4, 4)], "b": [span(9, 9)]}, 30)
    assert found.alpha == (None, NO_VARIATION)


def test_one_person_cannot_be_paired() -> None:
    assert alpha_u({"a": [span(3, 9)]}, 30).alpha.reason == NO_PAIRABLE_VALUES


def test_where_the_text_begins_does_not_matter() -> None:
    here = {"a": [span(3, 9)], "b": [span(4, 12)]}
    there = {"a": [span(103, 109)], "b": [span(104, 112)]}
    assert alpha_u(there, 30, 100).alpha.value == pytest.approx(alpha_u(here, 30).alpha.value)
