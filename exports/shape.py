"""Whether a value has the shape that its JSON Schema asks for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import islice
from typing import Any

import jsonschema_rs

import schemas

MOST = 100
"""How many faults of one value are named."""

_QUOTED = re.compile(r'("(?:[^"\\]|\\.){200})(?:[^"\\]|\\.)+"')


class Shape:
    """The JSON Schema of one record under one scheme, compiled."""

    def __init__(self, name: str, scheme: dict[str, Any] | None = None) -> None:
        self.schema = schemas.record(name, scheme)
        self._validator = jsonschema_rs.Draft202012Validator(self.schema)

    def fits(self, value: object) -> bool:
        """Say whether the value has the shape."""
        try:
            return self._validator.is_valid(value)
        except ValueError:  # a value that JSON does not know
            return False

    def faults(self, value: object) -> list[tuple[str, str]]:
        """Return the JSON pointer and a sentence for each fault, at most `MOST`."""
        try:
            errors = list(islice(self._validator.iter_errors(value), MOST))
        except ValueError as error:
            return [("", f"This holds what JSON cannot say: {error}.")]
        return [(pointer(*error.instance_path), _QUOTED.sub(r'\1…"', error.message)) for error in errors]


def pointer(*steps: str | int) -> str:
    """Return the JSON pointer (RFC 6901) of these steps."""
    return "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in steps)


def clip(value: object) -> str:
    """Return a value as words can quote it: in quotation marks, and not too long."""
    shown = repr(value)
    return shown if len(shown) <= 62 else f"{shown[:60]}…{shown[0]}"


def terms(name: str, scheme: Mapping[str, Any] | None = None) -> list[str]:
    """Return the ids of a vocabulary in their order."""
    return [term["id"] for term in schemas.vocabulary(name, dict(scheme) if scheme else None)]
