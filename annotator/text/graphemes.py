"""Grapheme clusters: what a reader takes for one character, and no span may cut."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

import regex

_CLUSTER = regex.compile(r"\X")

Span = tuple[int, int]
"""Start and end in code points, half-open."""


def graphemes(text: str) -> list[Span]:
    """Return the grapheme clusters of the text, in order, without gap."""
    if text.isascii() and "\r" not in text:
        return [(position, position + 1) for position in range(len(text))]
    return [cluster.span() for cluster in _CLUSTER.finditer(text)]


def whole(text: str, spans: Iterable[Span]) -> list[Span]:
    """Return the spans, in order, widened so that none cuts a grapheme, joined where that makes them meet.

    A grapheme that begins with white space is left out at the ends, so that no span begins or ends with one.
    """
    if text.isascii():
        return list(spans)
    starts = [start for start, _ in graphemes(text)]
    ends = [*starts[1:], len(text)]
    widened = (_widen(span, starts, ends) for span in spans)
    return [trimmed for span in _joined(widened) if (trimmed := _trim(text, span, starts, ends))]


def _widen(span: Span, starts: list[int], ends: list[int]) -> Span:
    return starts[bisect_right(starts, span[0]) - 1], ends[bisect_left(ends, span[1])]


def _joined(spans: Iterable[Span]) -> list[Span]:
    result: list[Span] = []
    for start, end in spans:
        if result and start < result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result


def _trim(text: str, span: Span, starts: list[int], ends: list[int]) -> Span | None:
    start, end = span
    while start < end and text[start].isspace():
        start = ends[bisect_left(starts, start)]
    while start < end and text[starts[bisect_left(ends, end)]].isspace():
        end = starts[bisect_left(ends, end)]
    return (start, end) if start < end else None
