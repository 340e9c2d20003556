"""A decision stands unless later readings would have proposed something else."""

from __future__ import annotations

import pytest

from annotator.domain.cases import Reading, still_stands
from annotator.domain.segments import Segment


def reading(id_, start, end, tag="claim"):
    return Reading(id=id_, layer=id_, tag=tag, kind="span", segments=(Segment(start, end),))


TWO = [reading("a", 0, 10), reading("b", 0, 10)]


@pytest.mark.parametrize(
    "later, stands",
    [
        ([], True),
        ([reading("c", 0, 10)], True),
        ([reading("c", 0, 9)], True),
        ([reading("c", 0, 10, "rebuttal")], True),
    ],
)
def test_one_more_does_not_overrule_two(later, stands):
    assert still_stands(TWO, 2, [*TWO, *later], 3) is stands


def test_two_more_who_mark_nothing_overrule_one():
    assert not still_stands([reading("a", 0, 10)], 2, [reading("a", 0, 10)], 4)


def test_a_new_majority_for_another_place_overrules():
    before = [reading("a", 0, 10)]
    assert not still_stands(before, 1, [*before, reading("b", 0, 30), reading("c", 0, 30)], 3)


def test_what_was_taken_may_be_proposed_later():
    before, later = [reading("a", 0, 10), reading("b", 0, 9)], reading("c", 0, 10)
    assert not still_stands(before, 2, [*before, later], 3)
    assert still_stands(before, 2, [*before, later], 3, ["a"])
