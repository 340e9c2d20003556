from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

import schemas
from exports import record

FULL = schemas.examples("valid")["article.full"]
SCHEME = schemas.scheme()


def shuffled(value, draw):
    if isinstance(value, dict):
        return {key: shuffled(value[key], draw) for key in draw(st.permutations(list(value)))}
    return [shuffled(item, draw) for item in value] if isinstance(value, list) else value


@given(st.data())
def test_keys_leave_in_one_order_however_they_came(data):
    came = shuffled({**FULL, "meta": {}}, data.draw)
    left = record.ordered(came)
    assert left == came
    assert json.dumps(left | {"decisions": []}) == json.dumps({**FULL, "meta": {}, "decisions": []})


def test_attributes_leave_in_the_order_of_the_scheme():
    for layer in record.ordered(FULL)["layers"]:
        for annotation in layer["annotations"]:
            known = list(SCHEME["tags"][annotation["tag"]]["attributes"])
            assert list(annotation["attributes"]) == sorted(annotation["attributes"], key=known.index)


@given(st.permutations([term["id"] for term in SCHEME["vocabularies"]["technique"]]))
def test_sets_leave_in_the_order_of_the_vocabulary(came):
    annotation = {"tag": "framing", "attributes": {"technique": came[:9]}}
    left = record.ordered({"layers": [{"annotations": [annotation]}]})
    known = [term["id"] for term in SCHEME["vocabularies"]["technique"]]
    assert left["layers"][0]["annotations"][0]["attributes"]["technique"] == sorted(came[:9], key=known.index)


def test_lists_that_are_no_sets_of_terms_stay_as_they_came():
    attributes = {"speaker_chain": ["b", "a"]}
    left = record.ordered({"layers": [{"annotations": [{"tag": "claim", "attributes": attributes}]}]})
    assert left["layers"][0]["annotations"][0]["attributes"] == attributes


def test_nothing_is_invented_and_what_is_unknown_comes_last():
    source = {"shelf": "B2", "title": "Report", "id": "x"}
    left = record.ordered({"sources": [source], "id": "y"})
    assert json.dumps(left) == json.dumps({"id": "y", "sources": [{"id": "x", "title": "Report", "shelf": "B2"}]})


def test_what_has_the_wrong_shape_is_left_alone():
    odd = {"layers": "none", "sources": [1, None], "regions": {"a": 1}}
    assert record.ordered(odd) == odd
