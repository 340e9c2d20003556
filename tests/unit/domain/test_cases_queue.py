"""What stands high in the queue: doubt, importance, consequence, little time."""

from __future__ import annotations

import pytest

from annotator.domain.cases.queue import entropy, similar, weight
from tests.unit.domain.test_cases_standing import TWO, reading


def test_who_agree_leave_no_doubt():
    assert entropy(TWO, 2) == 0
    assert weight("agree", TWO, 2) == 0


def test_an_even_vote_is_one_bit():
    assert entropy([reading("a", 0, 10)], 2) == pytest.approx(1)
    assert entropy([reading("a", 0, 10), reading("b", 0, 10), reading("c", 0, 9)], 3) == pytest.approx(
        0.918, abs=0.001
    )


def test_relations_that_lean_on_it_make_it_worth_more():
    one = [reading("a", 0, 10)]
    assert weight("missing", one, 2, hanging=1) == 2 * weight("missing", one, 2)
    assert weight("relation", [], 2) == 120


def test_many_alike_gain_slowly():
    assert similar(0) == 1
    assert similar(10) < similar(100) < 2 * similar(10)
