"""Bodies of requests: read strictly, as one JSON object."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import request

from annotator.errors import Invalid, Malformed, TooLarge, WrongType
from exports import strict

MOST_ITEMS = 100_000
UTF_8 = frozenset({"utf-8", "utf8"})


def read_object() -> dict[str, Any]:
    """Return the body as an object; raises StrictError, WrongType or Invalid as TRUST.md's table says."""
    require_json("application/json")
    data = request.get_data()
    value = strict.loads(data)
    if not isinstance(value, dict):
        raise Invalid("object_expected", "The body is one JSON object.", pointer="")
    if len(data) > MOST_ITEMS:  # a shorter body cannot hold more
        for length in _lengths(value):
            require_few(length)
    return value


def read_object_or_nothing() -> dict[str, Any]:
    """Return the body as an object, an empty one when there is no body."""
    return read_object() if request.get_data() else {}


def require_json(*types: str) -> None:
    """Raise WrongType unless the body says that it is JSON."""
    if request.mimetype not in types:
        raise WrongType("json_only", f"Send {' or '.join(types)}, not {request.mimetype or 'nothing'!r}.")
    charset = request.mimetype_params.get("charset", "utf-8")
    if charset.lower() not in UTF_8:
        raise Malformed("bad_encoding", f"JSON is read as UTF-8; this says that it is {charset[:40]!r}.")


def require_some() -> None:
    """Raise Malformed for a body without a line."""
    if not request.get_data().strip():
        raise Malformed("empty_body", "There is nothing here to read.")


def require_few(items: int) -> None:
    """Raise TooLarge for more items, or lines, than one request may have."""
    if items > MOST_ITEMS:
        raise TooLarge("too_many_items", f"At most {MOST_ITEMS:,} items in one request.", limit=MOST_ITEMS)


def _lengths(value: Any) -> Iterator[int]:
    if isinstance(value, dict | list):
        yield len(value)
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _lengths(inner)


def require_keys(body: dict[str, Any], allowed: dict[str, type], *, needed: tuple[str, ...] = ()) -> None:
    """Raise Invalid for a field that is not known, has another type, or is missing."""
    for name, value in body.items():
        if name not in allowed:
            raise Invalid("unknown_field", f"There is no field {name!r} here.", pointer=f"/{name}")
        if value is not None and type(value) is not allowed[name]:
            raise Invalid("wrong_type", f"{name} is {_word(allowed[name])}.", pointer=f"/{name}")
    for name in needed:
        if body.get(name) is None:
            raise Invalid("missing_field", f"Say {name!r}.", pointer=f"/{name}")


def _word(kind: type) -> str:
    return {str: "text", int: "a whole number", bool: "true or false", list: "a list", dict: "an object"}[kind]
