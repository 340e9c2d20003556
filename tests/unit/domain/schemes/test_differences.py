"""Two versions of a scheme are compared part by part, in words."""

from __future__ import annotations

import pytest

import schemas
from annotator.domain.schemes import edits
from annotator.domain.schemes.differences import Difference, differences


@pytest.fixture
def body():
    return schemas.scheme()


def test_a_scheme_does_not_differ_from_itself(body):
    assert differences(body, {**schemas.scheme(), "version": 7}) == []


def test_a_new_label_is_told_with_the_old_one(body):
    changed = edits.change(body, ("tags", "claim", "voice"), {"label": {"en": "Whose words"}})
    place = ("Tags", "Claim", "Whose words")
    assert differences(body, changed) == [Difference(place, "changed", "label", "Voice", "Whose words")]


def test_what_came_and_went_is_told_by_name(body):
    made = edits.add(body, ("vocabularies", "technique", "pity"), {"id": "pity", "label": {"en": "Pity"}})
    place = ("Vocabularies", "technique", "Pity")
    assert differences(body, made) == [Difference(place, "added")]
    assert differences(made, body) == [Difference(place, "removed")]


def test_another_order_is_a_difference(body):
    [found] = differences(body, edits.move(body, ("tags", "claim"), 1))
    assert (found.place, found.how) == (("Tags",), "moved")
    assert found.after.startswith("rebuttal, claim")


def test_flags_and_lists_are_told_in_words(body):
    changed = edits.change(body, ("tags", "framing"), {"anchors": ["span"], "deprecated": True})
    told = {one.field: (one.before, one.after) for one in differences(body, changed)}
    assert told == {"anchors": ("span, article", "span"), "deprecated": ("", "yes")}


@pytest.mark.parametrize("part", ["title", "ordinals", "scales", "relations"])
def test_every_part_of_a_scheme_counts(body, part):
    rest = {key: value for key, value in body.items() if key != part}
    assert differences(body, rest) != []
