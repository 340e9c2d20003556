from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports import jsonarray
from exports.jsonarray import items
from exports.strict import StrictError

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text('a😀[]{},"\\ ', max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab", max_size=2), inner, max_size=3),
    max_leaves=8,
)


@given(st.lists(VALUES, max_size=6), st.integers(1, 7), st.sampled_from([None, 1]))
def test_the_items_are_those_of_the_list_however_it_is_cut(values, chunk, indent):
    data = json.dumps(values, ensure_ascii=False, indent=indent).encode()
    before, jsonarray._CHUNK = jsonarray._CHUNK, chunk
    try:
        assert list(items(io.BytesIO(data))) == list(enumerate(values, 1))
    finally:
        jsonarray._CHUNK = before


def test_one_value_alone_is_one_item():
    assert list(items(io.BytesIO(b'{"a": 1.5}'))) == [(1, {"a": 1.5})]
    assert list(items(io.BytesIO(b" [ ] "))) == []


@pytest.mark.parametrize("data", [b'[{"a": 1}, {"b"', b"[1, what]", b'[1, "\xff"]'])
def test_after_what_is_cut_off_nothing_follows(data):
    *_, (_, last) = items(io.BytesIO(data))
    assert isinstance(last, StrictError)


def test_a_doubled_key_is_an_error_of_its_item_alone():
    found = [value for _, value in items(io.BytesIO(b'[{"a":1,"a":2},3]'))]
    assert found[0].code == "duplicate_key"
    assert found[1] == 3


def test_a_number_of_too_many_digits_is_an_error_of_its_item_alone():
    found = [value for _, value in items(io.BytesIO(b'[{"a":' + b"9" * 5000 + b"},3]"))]
    assert found[0].code == "out_of_range"
    assert found[1] == 3
