from __future__ import annotations

from hypothesis import given

import schemas
from exports import parts, record
from exports.options import Losses
from exports.reducing import reduce
from tests.generated import SCHEME, corpora

FULL = schemas.examples("valid")["article.full"]


def left(carried, losses=None):
    return reduce(FULL, carried, losses if losses is not None else Losses(), SCHEME)


@given(corpora(1))
def test_a_format_that_carries_everything_loses_nothing(corpus):
    losses = Losses()
    assert reduce(corpus[0], parts.EVERYTHING, losses, SCHEME) == corpus[0]
    assert losses.lines() == []


@given(corpora(1))
def test_what_is_left_in_the_poorest_format_is_a_valid_record(corpus):
    poor = reduce(corpus[0], {parts.LAYERS}, Losses(), SCHEME)
    assert record.problems(record.import_ids(poor)) == []


def test_each_segment_becomes_a_span_and_the_first_keeps_what_was_said():
    found = left({parts.LAYERS, parts.ATTRIBUTES, parts.RELATIONS})["layers"][0]
    pieces = [one for one in found["annotations"] if one["tag"] == "rebuttal"]
    assert [len(one["anchor"]["segments"]) for one in pieces] == [1, 1]
    assert [bool(one["attributes"]) for one in pieces] == [True, False]
    assert found["relations"][0]["from"] == pieces[0]["id"]


def test_a_point_becomes_the_word_next_to_it():
    found = left({parts.LAYERS})["layers"][0]["annotations"]
    [omission] = [one for one in found if one["tag"] == "omission"]
    assert omission["anchor"]["segments"][0]["exact"] == "A"


def test_entities_keep_their_names_alone():
    losses = Losses()
    found = left({parts.LAYERS, parts.ATTRIBUTES}, losses)
    assert {one["kind"] for one in found["entities"]} == {None}
    assert losses.counts[parts.ENTITIES] == 3


def test_one_layer_stays_where_there_is_room_for_one():
    losses = Losses()
    assert [layer["layer"] for layer in left((), losses)["layers"]] == ["gold"]
    assert losses.counts[parts.LAYERS] == 1


def test_ids_that_a_format_does_not_carry_are_counted():
    losses = Losses()
    found = left(set(parts.EVERYTHING) - {parts.IDS}, losses)
    assert losses.lines() == [f"{sum(len(layer['annotations']) for layer in found['layers'])} {parts.IDS}"]
