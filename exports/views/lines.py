"""What views share: lines of JSON, whether an annotation touches a stretch, what is lost in all of them."""

from __future__ import annotations

from typing import Any

import msgspec

from exports import flat, parts
from exports.options import Losses, Writing

Json = dict[str, Any]
_ENCODER = msgspec.json.Encoder()


def line(value: Json) -> bytes:
    """Return a line of JSON."""
    return _ENCODER.encode(value) + b"\n"


def touches(annotation: Json, start: int, end: int) -> bool:
    """Say whether a segment of the annotation shares a character with the stretch, or a point stands in it."""
    return any(
        start <= one["start"] < end if one["start"] == one["end"] else one["start"] < end and start < one["end"]
        for one in annotation["anchor"]["segments"]
    )


def sentences_of(record: Json, how: Writing) -> list[tuple[int, int]]:
    """Return the sentences of the article; boilerplate is not the article."""
    found = how.sentences(record["text"], record["language"])
    return [(start, end) for start, end in found if not in_boilerplate(record, start, end)]


def in_boilerplate(record: Json, start: int, end: int) -> bool:
    """Say whether a stretch begins or ends in what is not the article."""
    return any(
        one["role"] == "boilerplate" and one["start"] < end and start < one["end"] for one in record["regions"]
    )


def lose_marks(record: Json, losses: Losses, *but: str) -> None:
    """Count what a view of tags alone leaves out."""
    flat.lose(record, losses, but=but)
    for layer in record["layers"]:
        for one in layer["annotations"]:
            losses.add(parts.ATTRIBUTES, len(one["attributes"]))
            losses.add(parts.SOURCES, len(one["sources"]))
            losses.add(parts.NOTES, one["note"] is not None)
            losses.add(parts.CONFIDENCE, one["confidence"] is not None)
            losses.add(parts.WHOLE, one["anchor"]["kind"] == "article")
