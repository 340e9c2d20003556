"""The background of annotators is told in bands, and of no fewer than five people, also not by counting."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from exports.release.background import AGES, EDUCATIONS, LEAST, banded, words

ONE, OTHER = ("20-29", "master"), ("40-49", "school")
SAID = st.lists(st.tuples(st.sampled_from(sorted(AGES)[:2]), st.sampled_from(sorted(EDUCATIONS)[:2])), max_size=30)


def test_five_are_told_and_four_are_not():
    found = banded(9 + 3, [ONE] * 5 + [OTHER] * 4)
    assert found["groups"] == [{"age": "20-29", "education": "master", "people": 5}]
    assert found["not_told"] == 7
    assert "5 aged 20–29 with master or the like; of 7 nothing is told" in words(found)


def test_who_is_left_over_is_not_found_by_counting():
    found = banded(11, [ONE] * 5 + [OTHER] * 6)
    assert found["not_told"] == 0
    assert banded(12, [ONE] * 5 + [OTHER] * 6)["groups"] == [{"age": "40-49", "education": "school", "people": 6}]
    assert banded(6, [ONE] * 5)["groups"] == []


def test_where_nobody_can_be_told_of_the_card_is_silent():
    assert words(banded(4, [ONE] * 4)) == words({}) == ""


@given(SAID, st.integers(0, 10))
def test_no_group_and_no_rest_is_smaller_than_five(said, silent):
    found = banded(len(said) + silent, said)
    counts = Counter(said)
    assert all(g["people"] == counts[g["age"], g["education"]] >= LEAST for g in found["groups"])
    told = sum(g["people"] for g in found["groups"])
    assert found["not_told"] == len(said) + silent - told
    assert not found["groups"] or found["not_told"] == 0 or found["not_told"] >= LEAST
