"""What stands in vectors, as the values that the measures take."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from annotator.domain.agreement.articles import Article
from annotator.domain.cases.readings import Reading
from annotator.domain.segments import Segment

Given = Mapping[str, Any]
Layers = dict[str, list[Reading]]


def reading(span: Given, number: int = 0) -> Reading:
    """Return one annotation; `segments` may stand for start and end."""
    segments = tuple(sorted(_segments(span)))
    return Reading(
        id=str(span.get("id", number)),
        layer=str(span.get("annotator", "")),
        tag=str(span["label"]),
        kind=_kind(segments),
        segments=segments,
    )


def readings(spans: Iterable[Given]) -> list[Reading]:
    """Return the annotations, numbered where they have no id."""
    return [reading(span, number) for number, span in enumerate(spans)]


def layers(given: Given) -> Layers:
    """Return the layer of everyone assigned, also empty ones; what others marked is no observation."""
    absent = set(given.get("not_assigned") or ())
    found: Layers = {name: [] for name in given["annotators"] if name not in absent}
    for one in readings(given["spans"]):
        if one.layer in found:
            found[one.layer].append(one)
    return found


def articles(given: Given) -> list[Article]:
    """Return the articles of a vector."""
    return [Article(str(one["id"]), one["length"], layers(one)) for one in given["articles"]]


def _segments(span: Given) -> Iterable[Segment]:
    if "segments" not in span:
        return [_segment((span["start"], span["end"]))] if "start" in span else []
    return [
        _segment((segment["start"], segment["end"]) if isinstance(segment, Mapping) else segment)
        for segment in span["segments"]
    ]


def _segment(given: Sequence[int]) -> Segment:
    start, end = given
    if type(start) is not int or type(end) is not int or start > end:
        raise ValueError(f"{start!r} to {end!r} is no place: it takes two whole numbers, the start first")
    return Segment(start, end)


def _kind(segments: Sequence[Segment]) -> str:
    if not segments:
        return "article"
    return "span" if any(segment.length for segment in segments) else "point"
