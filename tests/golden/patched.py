"""The invalid examples made whole: each says how it differs from a valid one, and where it is wrong."""

from __future__ import annotations

import copy
from typing import Any

import schemas


def invalid(name: str) -> tuple[dict[str, Any], str]:
    """Return an invalid record and the JSON pointer to what is wrong with it."""
    example = schemas.examples("invalid")[name]
    record = copy.deepcopy(schemas.examples("valid")[example["like"]])
    for pointer, value in example["put"].items():
        owner, key = _owner(record, pointer)
        owner[key] = value
    for pointer in example["take"]:
        owner, key = _owner(record, pointer)
        del owner[key]
    return record, example["wrong"]


def _owner(record: Any, pointer: str) -> tuple[Any, Any]:
    *steps, last = [int(step) if step.isdigit() else step for step in pointer.split("/")[1:]]
    for step in steps:
        record = record[step]
    return record, last
