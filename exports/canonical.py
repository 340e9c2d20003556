"""Canonical JSON (RFC 8785) of values that hold no float, and its SHA-256."""

from __future__ import annotations

import hashlib
import re
from typing import Any

import msgspec

LARGEST = 2**53
"""The largest integer that every JSON reader keeps exact."""

_AS_IT_COMES = msgspec.json.Encoder()
_BY_CODE_POINT = msgspec.json.Encoder(order="deterministic")
_NO_FLOATS = msgspec.json.Decoder(float_hook=lambda number: _refuse_float(number))
_ASTRAL = re.compile(rb"[\xf0-\xf7]")
"""Characters beyond U+FFFF, which sort otherwise in UTF-16 when they stand in a key."""

_LEAVES = frozenset({str, bool, type(None)})


class CanonicalError(ValueError):
    """The value has no canonical form: a float, a large integer, a foreign type, a lone surrogate."""


def dumps(obj: Any) -> bytes:
    """Return the canonical JSON in UTF-8; raise `CanonicalError` for what has none.

    Keys sort by UTF-16 units. The fast way sorts by code points, which is the same unless a key has
    characters beyond U+FFFF; only then the slower way is taken.
    """
    plain = _check(obj)
    try:
        return _BY_CODE_POINT.encode(obj) if plain else _AS_IT_COMES.encode(_sorted(obj))
    except UnicodeEncodeError as error:
        raise CanonicalError("A lone surrogate is no text and has no canonical form.") from error


def digest(obj: Any) -> str:
    """Return the SHA-256 of the canonical JSON, as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(dumps(obj)).hexdigest()


def digest_of_json(obj: Any) -> str:
    """Return the digest of a value that a schema accepted, so that only floats are looked for; much faster.

    Raises `CanonicalError` for a float or a lone surrogate.
    """
    try:
        data = _BY_CODE_POINT.encode(obj)
    except (TypeError, UnicodeEncodeError):
        return digest(obj)  # which says what is wrong
    if _ASTRAL.search(data):
        return digest(obj)
    _NO_FLOATS.decode(data)
    return hashlib.sha256(data).hexdigest()


def _refuse_float(number: str) -> Any:
    raise CanonicalError(f"{number} is a float and has no canonical form.")


def _check(obj: Any) -> bool:
    """Say whether keys sort alike by code point and in UTF-16; raise for a value without canonical form."""
    plain = True
    waiting = [(obj,)]
    while waiting:
        for value in waiting.pop():
            kind = type(value)
            if kind in _LEAVES:
                continue
            if kind is dict:
                plain = _check_keys(value) and plain
                waiting.append(value.values())
            elif kind is list:
                waiting.append(value)
            elif kind is not int or not -LARGEST <= value <= LARGEST:
                raise CanonicalError(f"{value!r} of type {kind.__name__} has no canonical form.")
    return plain


def _check_keys(obj: dict[Any, Any]) -> bool:
    try:
        keys = "".join(obj)
    except TypeError as error:
        raise CanonicalError("A key that is no text has no canonical form.") from error
    return keys.isascii() or max(keys) <= "\uffff"


def _sorted(obj: Any) -> Any:
    if isinstance(obj, dict):
        keys = sorted(obj, key=lambda key: key.encode("utf-16-be", "surrogatepass"))
        return {key: _sorted(obj[key]) for key in keys}
    return [_sorted(item) for item in obj] if isinstance(obj, list) else obj
