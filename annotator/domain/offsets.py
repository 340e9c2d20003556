"""Offsets that came from elsewhere: whether they fit the text, and if not, in which unit they would."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from annotator.errors import Problem
from schemas.sayings import say

Cut = Callable[[int, int], str | None]


def misfits(record: dict[str, Any]) -> list[Problem]:
    """Return a problem for each segment whose quote is not the text at its offsets.

    When all segments would fit as UTF-16 units or as bytes, each problem says so.
    """
    segments = list(_segments(record))
    text = record["text"]
    wrong = [(where, seg) for where, seg in segments if text[seg["start"] : seg["end"]] != seg["exact"]]
    if not wrong:
        return []
    hint = _hint(text, [seg for _, seg in segments])
    return [
        Problem(
            "offsets_do_not_fit",
            say(
                "The text at %(start)s–%(end)s is not %(exact)r.%(hint)s",
                start=s["start"],
                end=s["end"],
                exact=s["exact"][:60],
                hint=hint,
            ),
            where,
        )
        for where, s in wrong
    ]


def _segments(record: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every segment that is well enough formed to be compared; the schema refuses the others."""
    for n, layer in enumerate(_list(record.get("layers"))):
        for m, annotation in enumerate(_list(layer.get("annotations"))):
            anchor = annotation.get("anchor")
            for k, segment in enumerate(_list(anchor.get("segments")) if isinstance(anchor, dict) else ()):
                if _comparable(segment):
                    yield f"/layers/{n}/annotations/{m}/anchor/segments/{k}", segment


def _list(value: object) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _comparable(segment: dict[str, Any]) -> bool:
    start, end = segment.get("start"), segment.get("end")
    return type(start) is int and type(end) is int and 0 <= start <= end and isinstance(segment.get("exact"), str)


def _hint(text: str, segments: list[dict[str, Any]]) -> str:
    for name, cut in (
        ("UTF-16 units", _cutter(text, "utf-16-le", 2)),
        ("bytes of UTF-8", _cutter(text, "utf-8", 1)),
    ):
        if all(cut(segment["start"], segment["end"]) == segment["exact"] for segment in segments):
            return say(
                " All %(count)s fit as %(name)s; offsets are Unicode code points.", count=len(segments), name=name
            )
    return " Offsets are Unicode code points."


def _cutter(text: str, encoding: str, width: int) -> Cut:
    data = text.encode(encoding)

    def cut(start: int, end: int) -> str | None:
        try:
            return data[start * width : end * width].decode(encoding)
        except UnicodeDecodeError:
            return None

    return cut
