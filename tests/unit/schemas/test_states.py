from __future__ import annotations

import copy

import jsonschema_rs
import pytest

import schemas
from schemas import states

ARTICLE = jsonschema_rs.Draft202012Validator(schemas.record("article"))
FULL = schemas.examples("valid")["article.full"]


def with_layer(number, state, **attributes):
    record = copy.deepcopy(FULL)
    layer = record["layers"][number]
    layer["state"] = state
    for name, value in attributes.items():
        if value is None:
            del layer["annotations"][0]["attributes"][name]
        else:
            layer["annotations"][0]["attributes"][name] = value
    return record


@pytest.mark.parametrize(("state", "valid"), [("open", True), ("submitted", False), ("adjudicated", False)])
def test_an_attribute_of_hand_in_is_asked_of_a_layer_handed_in(state, valid):
    # The reading holds a proposal and no `normalized`: neither is right in gold.
    assert ARTICLE.is_valid(with_layer(1, state, voice=None)) is valid


@pytest.mark.parametrize(
    ("state", "valid"), [("open", True), ("submitted", True), ("adjudicated", False), ("released", False)]
)
def test_an_attribute_of_gold_is_asked_of_gold(state, valid):
    assert ARTICLE.is_valid(with_layer(0, state, normalized=None)) is valid


def test_gold_may_lack_what_is_only_asked_on_hand_in():
    assert ARTICLE.is_valid(with_layer(0, "adjudicated", voice=None))


def test_an_empty_set_is_no_answer_where_one_term_is_needed():
    assert not ARTICLE.is_valid(with_layer(1, "submitted", claim_type=[]))
    assert ARTICLE.is_valid(with_layer(1, "open", claim_type=[]))


@pytest.mark.parametrize(
    ("when", "attributes", "met"),
    [
        ({"in_quote": True}, {"in_quote": True}, True),
        ({"in_quote": True}, {"in_quote": 1}, False),
        ({"in_quote": True}, {}, False),
        ({"aim": ["direct", "other"]}, {"aim": "other"}, True),
        ({"verdict": {"not": ["not_checked"]}}, {"verdict": "supported"}, True),
        ({"verdict": {"not": ["not_checked"]}}, {"verdict": "not_checked"}, False),
        ({"verdict": {"not": ["not_checked"]}}, {"verdict": None}, False),
    ],
)
def test_conditions_mean_the_same_as_schemas(when, attributes, met):
    assert jsonschema_rs.is_valid(states.condition(when), attributes) is met
