"""Check a body against the schema of its record, and say what is wrong in the words of the API."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import schemas
from annotator.errors import Invalid, Problem
from schemas.sayings import say

if TYPE_CHECKING:  # an eighth of a second, which most commands need not spend
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError

UNKNOWN = "unknown_field"
"""Told first: who sends it means something else than we understand."""

CODES = {
    "additionalProperties": UNKNOWN,
    "unevaluatedProperties": UNKNOWN,
    "type": "wrong_type",
    "enum": "unknown_value",
    "const": "unknown_value",
    "maxLength": "too_long",
    "minLength": "too_short",
    "required": "missing_field",
    "minimum": "out_of_range",
    "maximum": "out_of_range",
    "maxItems": "too_many_items",
    "uniqueItems": "repeated",
    "pattern": "bad_value",
}


def check_shape(name: str, body: dict[str, Any], *, without: tuple[str, ...] = ()) -> None:
    """Raise Invalid with a problem for each place where the body is not a record of that name.

    `without` are fields that the address or the server says, and the body may not.
    """
    for field in without:
        if field in body:
            raise Invalid(
                "unknown_field", say("The server sets %(field)r; leave it out.", field=field), pointer=f"/{field}"
            )
    errors = [_cause(error) for error in _validator(name, without).iter_errors(body)]
    if errors:
        problems = sorted(map(_problem, errors), key=lambda one: (one.code != UNKNOWN, str(one.pointer)))
        raise Invalid.many(problems)


@lru_cache
def _validator(name: str, without: tuple[str, ...]) -> Draft202012Validator:
    from jsonschema import Draft202012Validator

    schema = schemas.record(name)
    schema["required"] = [field for field in schema.get("required", []) if field not in without]
    return Draft202012Validator(schema)


def _cause(error: ValidationError) -> ValidationError:
    """Return what is wrong where one of several shapes is wanted: of the first that is of the right type."""
    inner = [_cause(one) for one in error.context or ()]
    return next((one for one in inner if one.validator != "type"), inner[0]) if inner else error


def _problem(error: ValidationError) -> Problem:
    code = CODES.get(str(error.validator), "bad_value")
    parts = [*error.absolute_path, *_named(error)]
    pointer = "".join(f"/{part}" for part in parts)
    limit: Any = error.validator_value if error.validator == "maxLength" else None
    return Problem(code, _words(error, pointer or "The body"), pointer, limit)


def _words(error: ValidationError, place: str) -> str:
    wanted: Any = error.schema
    if error.validator == "maxLength":
        most, there = error.validator_value, len(str(error.instance))
        return say(
            "%(place)s: at most %(most)s characters; these are %(there)s.", place=place, most=most, there=there
        )
    if error.validator == "pattern" and "description" in wanted:
        value, words = str(error.instance)[:80], wanted["description"]
        return say("%(place)s: “%(value)s” does not fit here. %(words)s", place=place, value=value, words=words)
    return f"{place}: {error.message[:300]}."


def _named(error: ValidationError) -> list[str]:
    """Return the field that is missing, or that should not be there."""
    wanted: Any = error.validator_value
    given: Any = error.instance
    if error.validator == "required":
        return [name for name in wanted if error.message.startswith(repr(name))]
    if error.validator in {"additionalProperties", "unevaluatedProperties"}:
        return [name for name in given if repr(name) in error.message][:1]
    return []
