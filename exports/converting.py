"""Records of ours whose offsets somebody counted in another unit."""

from __future__ import annotations

import copy
from typing import Any

from exports.offsets import Ruler, Unit, frozen
from exports.strict import StrictError

Json = dict[str, Any]


def converted(record: Json, unit: str) -> Json | StrictError:
    """Return the record with offsets in code points of the frozen text, or the error that names what does not fit.

    What is not shaped like a record stays as it is, for the schema to refuse.
    """
    text = record.get("text")
    if not isinstance(text, str):
        return record
    ruler = Ruler(text, Unit().asked(unit))
    result = copy.deepcopy(record) | {"text": frozen(text)}
    for where, segment in _segments(result, ""):
        span = ruler.span(segment["start"], segment["end"])
        if span is None:
            words = f"{segment['start']}–{segment['end']} does not lie in the text, counted as {unit}."
            return StrictError("offsets_do_not_fit", words, pointer=where)
        segment["start"], segment["end"] = span
    return result


def _segments(value: Any, where: str) -> list[tuple[str, Json]]:
    """Return every object with a start and an end, wherever it stands."""
    if isinstance(value, list):
        return [found for number, one in enumerate(value) for found in _segments(one, f"{where}/{number}")]
    if not isinstance(value, dict):
        return []
    if type(value.get("start")) is int and type(value.get("end")) is int:
        return [(where, value)]
    return [found for name, one in value.items() for found in _segments(one, f"{where}/{name}")]
