"""Inputs of vectors: who is not listed was not assigned, who is listed without spans marked nothing."""

from __future__ import annotations

import pytest

from annotator.domain.agreement.vector_inputs import articles, layers, reading
from annotator.domain.segments import Segment

SPAN = {"annotator": "a", "start": 1, "end": 4, "label": "claim"}


def test_an_empty_layer_is_an_observation_and_no_layer_is_none() -> None:
    found = layers({"annotators": ["a", "b"], "spans": [SPAN, {**SPAN, "annotator": "z"}]})
    assert {name: len(spans) for name, spans in found.items()} == {"a": 1, "b": 0}


def test_who_is_said_not_to_be_assigned_has_no_layer() -> None:
    assert list(layers({"annotators": ["a", "b"], "not_assigned": ["b"], "spans": []})) == ["a"]


def test_segments_stand_for_start_and_end_in_either_form() -> None:
    one = reading({"label": "claim", "segments": [[8, 9], [1, 4]]})
    other = reading({"label": "claim", "segments": [{"start": 1, "end": 4}, {"start": 8, "end": 9}]})
    assert one.segments == other.segments == (Segment(1, 4), Segment(8, 9))


def test_the_kind_is_told_by_the_width() -> None:
    assert [reading(one).kind for one in (SPAN, {**SPAN, "end": 1}, {"label": "omission"})] == [
        "span", "point", "article",
    ]  # fmt: skip


def test_articles_have_their_layers() -> None:
    found = articles({"articles": [{"id": "x", "length": 9, "annotators": ["a"], "spans": [SPAN]}]})
    assert (found[0].id, found[0].length, len(found[0].layers["a"])) == ("x", 9, 1)


@pytest.mark.parametrize("place", [(0.5, 3), (5, 2), ("1", "2"), (True, 2), (None, 2)])
def test_a_place_is_two_whole_numbers_in_order(place: tuple) -> None:
    with pytest.raises(ValueError, match="no place"):
        reading({"label": "claim", "start": place[0], "end": place[1]})
    with pytest.raises(ValueError, match="no place"):
        reading({"label": "claim", "segments": [list(place)]})
