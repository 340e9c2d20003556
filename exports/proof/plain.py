"""Canonical JSON (RFC 8785) of values without floats, by the standard library alone."""

from __future__ import annotations

import hashlib
import json
from typing import Any


def canonical(value: Any) -> bytes:
    """Return the canonical JSON; raises ValueError for a float or what is no JSON."""
    return _ENCODER.encode(_in_order(value)).encode()


def leaf_of(event: dict[str, Any]) -> bytes:
    """Return the hash of an event as a leaf: SHA-256 of 0x00 and its canonical JSON."""
    return hashlib.sha256(b"\x00" + canonical(event)).digest()


def _in_order(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _in_order(value[key]) for key in sorted(value, key=_utf16)}
    if isinstance(value, list):
        return [_in_order(item) for item in value]
    if isinstance(value, float):
        raise ValueError(f"{value!r} is a float and has no canonical form")
    return value


def _utf16(key: str) -> bytes:
    return key.encode("utf-16-be", "surrogatepass")


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)
