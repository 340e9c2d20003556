"""Stretches of text around a case, cut where readings begin and end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

AROUND = 30
"""How many code points a lane shows before and after its readings."""
MOST_CONTEXT = 280
LONG = 220
"""A part that no boundary cuts is shortened above so many code points."""
KEPT = 90

Spans = Sequence[tuple[int, int]]


@dataclass(frozen=True)
class Part:
    """A piece of text in a lane: whether the reading holds it, and whether the readings differ there."""

    text: str
    inside: bool = False
    differs: bool = False
    point: bool = False


@dataclass(frozen=True)
class Context:
    """The paragraphs of a case: what comes before it, the case, what comes after."""

    before: str
    focus: str
    after: str


def context(text: str, start: int, end: int) -> Context:
    """Return the paragraphs that the stretch lies in, shortened at words where they are long."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    before, after = text[first:start], text[end : last if last >= 0 else len(text)]
    if len(before) > MOST_CONTEXT:
        before = "… " + before[-MOST_CONTEXT:].partition(" ")[2]
    if len(after) > MOST_CONTEXT:
        after = after[:MOST_CONTEXT].rpartition(" ")[0] + " …"
    return Context(before, text[start:end], after)


def window(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the stretch with some words around it, inside its lines."""
    first = max(text.rfind("\n", 0, start) + 1, _word(text, start - AROUND))
    line_end = text.find("\n", end)
    last = _word(text, end + AROUND)
    return first, min(last, line_end if line_end >= 0 else len(text))


def parts(text: str, shown: tuple[int, int], mine: Spans, everybody: Sequence[Spans]) -> list[Part]:
    """Return the window cut into parts, as one of the readings marks it."""
    cuts = {*shown, *(edge for spans in everybody for span in spans for edge in span)}
    edges = sorted(cut for cut in cuts if shown[0] <= cut <= shown[1])
    points = {start for start, end in mine if start == end}
    found = [Part("", point=True)] if edges[0] in points else []
    for start, end in pairwise(edges):
        held = [_holds(spans, start, end) for spans in everybody]
        piece = _shortened(text[start:end])
        found.append(Part(piece, _holds(mine, start, end), any(held) and not all(held)))
        if end in points:
            found.append(Part("", point=True))
    return found


def _holds(spans: Spans, start: int, end: int) -> bool:
    return any(first <= start and end <= last for first, last in spans)


def _shortened(text: str) -> str:
    if len(text) <= LONG:
        return text
    return f"{text[:KEPT].rpartition(' ')[0]} … {text[-KEPT:].partition(' ')[2]}"


def _word(text: str, position: int) -> int:
    """Move a position to the next white space, so that no word is cut."""
    at = min(max(position, 0), len(text))
    while 0 < at < len(text) and not text[at].isspace() and not text[at - 1].isspace():
        at += 1
    return at
