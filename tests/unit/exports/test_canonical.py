from __future__ import annotations

import hashlib
import json

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from exports import canonical

WORDS = st.text(st.characters(exclude_categories=["Cs"]))
NUMBERS = st.integers(-(2**53) + 1, 2**53 - 1)
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | WORDS,
    lambda inner: st.lists(inner) | st.dictionaries(WORDS, inner),
    max_leaves=30,
)


@given(VALUES)
def test_is_what_another_implementation_says(value):
    assert canonical.dumps(value) == rfc8785.dumps(value)


@given(VALUES)
def test_holds_the_same_value(value):
    assert json.loads(canonical.dumps(value)) == value


def test_sorts_keys_by_utf16_units():
    # The vector of RFC 8785, section 3.2.3: U+FB33 comes after the surrogates of U+1F600.
    keys = ["\u20ac", "\r", "\ufb33", "1", "\U0001f600", "\u0080", "\u00f6"]
    found = json.loads(canonical.dumps(dict.fromkeys(keys, 0)), object_pairs_hook=list)
    assert [key for key, _ in found] == ["\r", "1", "\u0080", "\u00f6", "\u20ac", "\U0001f600", "\ufb33"]


def test_sorts_inner_keys_too():
    inner = {"\ufb33": 1, "\U0001f600": [{"b": 1, "a": 2}]}
    assert canonical.dumps([inner]) == '[{"\U0001f600":[{"a":2,"b":1}],"\ufb33":1}]'.encode()


def test_escapes_only_what_must_be():
    assert canonical.dumps('\u20ac$\u000f\nA\'B"\\"/\u007f') == '"\u20ac$\\u000f\\nA\'B\\"\\\\\\"/\u007f"'.encode()


@pytest.mark.parametrize(
    "value", [1.0, [0.5], {"a": float("nan")}, 2**53 + 1, {1: 2}, (1,), b"x", "\ud800", {"\ud800": 1}, {"a"}]
)
def test_refuses_what_has_no_canonical_form(value):
    with pytest.raises(canonical.CanonicalError):
        canonical.dumps(value)


def test_digest_is_the_hash_of_the_bytes():
    value = {"b": [1, "é"], "a": None}
    assert canonical.digest(value) == hashlib.sha256('{"a":null,"b":[1,"é"]}'.encode()).hexdigest()
