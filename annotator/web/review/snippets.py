"""Stretches of text around a case, cut where readings begin and end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from unicodedata import category, combining

AROUND = 30
"""How many code points a lane shows before and after its readings."""
MOST_CONTEXT = 280
LONG = 220
"""A part that no boundary cuts is shortened above so many code points."""
KEPT = 90
JOINER, VIRAMA = "\u200d", 9
"""What joins two signs to one, and the combining class of what writes the next letter under this one."""

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
        before = "… " + ending(before, MOST_CONTEXT)
    if len(after) > MOST_CONTEXT:
        after = beginning(after, MOST_CONTEXT) + " …"
    return Context(before, text[start:end], after)


def beginning(text: str, most: int) -> str:
    """Return about so many code points from the beginning: whole words where the text has spaces, else letters."""
    cut = text[: _letter(text, most)]
    words = cut.rpartition(" ")[0]
    return cut if len(cut) == len(text) or len(words) < most // 2 else words


def shortened(text: str, most: int) -> str:
    """Return the text, or its beginning and dots where it is longer."""
    return text if len(text) <= most else f"{beginning(text, most)} …"


def ending(text: str, most: int) -> str:
    """Return about so many code points from the end: whole words where the text has spaces, else letters."""
    cut = text[_letter(text, max(len(text) - most, 0)) :]
    words = cut.partition(" ")[2]
    return cut if len(cut) == len(text) or len(words) < most // 2 else words


def window(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the stretch with some words around it, inside its lines."""
    first = min(max(text.rfind("\n", 0, start) + 1, _word(text, start - AROUND, start)), start)
    line_end = text.find("\n", end)
    last = _word(text, end + AROUND, end + 2 * AROUND)
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
    return f"{beginning(text, KEPT)} … {ending(text, KEPT)}"


def _word(text: str, position: int, most: int) -> int:
    """Move a position to the next white space, so that no word is cut, or if that is far no letter."""
    at = min(max(position, 0), len(text))
    places = range(at, min(most, len(text)) + 1)
    ends = (n for n in places if n in (0, len(text)) or text[n].isspace() or text[n - 1].isspace())
    return next(ends, _letter(text, at))


def _letter(text: str, position: int) -> int:
    """Move a position past the marks of a letter, and past what is joined to it or written under it."""
    at = position
    while 0 < at < len(text) and (category(text[at])[0] == "M" or _joins(text[at - 1])):
        at += 1
    return at


def _joins(sign: str) -> bool:
    return sign == JOINER or combining(sign) == VIRAMA
