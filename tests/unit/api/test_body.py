from __future__ import annotations

import pytest
from flask import Flask

from annotator.api import body
from annotator.errors import Invalid, WrongType
from exports.strict import StrictError

APP = Flask("test")


def sent(data: bytes, kind: str | None = "application/json"):
    return APP.test_request_context("/", method="PUT", data=data, content_type=kind)


def test_an_object_is_read():
    with sent(b'{"a": [1, "\\u00e4"]}', "application/json; charset=utf-8"):
        assert body.read_object() == {"a": [1, "ä"]}


@pytest.mark.parametrize("data", [b"[]", b"null", b"5", b'"x"', b"true"])
def test_other_values_are_no_object(data):
    with sent(data), pytest.raises(Invalid) as caught:
        body.read_object()
    assert caught.value.code == "object_expected"


@pytest.mark.parametrize(
    "data, code", [(b"", "empty_body"), (b"{", "bad_json"), (b'{"a":1,"a":2}', "duplicate_key")]
)
def test_what_cannot_be_read(data, code):
    with sent(data), pytest.raises(StrictError) as caught:
        body.read_object()
    assert caught.value.code == code


@pytest.mark.parametrize("kind", [None, "text/plain", "application/x-www-form-urlencoded", "application/jsonp"])
def test_the_type_must_be_json(kind):
    with sent(b"{}", kind), pytest.raises(WrongType):
        body.read_object()


def test_no_body_where_none_is_needed():
    with sent(b"", None):
        assert body.read_object_or_nothing() == {}
    with sent(b"x", "text/plain"), pytest.raises(WrongType):
        body.read_object_or_nothing()


KEYS = {"name": str, "count": int}


@pytest.mark.parametrize(
    "given, code, pointer",
    [
        ({"x": 1}, "unknown_field", "/x"),
        ({"name": 1}, "wrong_type", "/name"),
        ({"count": True}, "wrong_type", "/count"),
        ({"count": "1"}, "wrong_type", "/count"),
        ({}, "missing_field", "/name"),
        ({"name": None}, "missing_field", "/name"),
    ],
)
def test_keys_that_may_not_be(given, code, pointer):
    with pytest.raises(Invalid) as caught:
        body.require_keys(given, KEYS, needed=("name",))
    assert (caught.value.code, caught.value.pointer) == (code, pointer)


def test_keys_that_may_be():
    assert body.require_keys({"name": "x", "count": None}, KEYS, needed=("name",)) is None
