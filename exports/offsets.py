"""Offsets in another unit: what they are in code points of the frozen text, and which unit would fit.

A unit is how characters count and how line ends count: as one, as they stand, or as two (CRLF).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

import regex

NAMES = {
    "code_points": "code points",
    "utf16": "UTF-16",
    "bytes": "bytes",
    "crlf": "CRLF",
    "utf16-crlf": "UTF-16 with CRLF",
    "bytes-crlf": "bytes with CRLF",
    "graphemes": "graphemes",
}
"""The units that can be asked for, and how they are called in words."""

Segment = tuple[int, int, str | None]
"""Start, end, and the words that should stand there where they came along."""

_BREAK = re.compile(r"\r\n?")
_PIECE = re.compile(r"\r\n|[\s\S]")
_GRAPHEME = regex.compile(r"\X")


def frozen(text: str) -> str:
    """Return the text as it is stored: one byte order mark off, every line end LF."""
    return _BREAK.sub("\n", text.removeprefix("\ufeff"))


@dataclass(frozen=True)
class Unit:
    """How characters count (`base`), and line ends: `lf` as one, `stands` as they stand, `crlf` as two."""

    base: str = "code_points"
    ends: str = "lf"

    def asked(self, name: str) -> Unit:
        """Return the unit of that name, or this one if there is no name; line ends that stand stay so."""
        if not name:
            return self
        base, _, ends = name.partition("-")
        if base == "crlf":
            return Unit("code_points", "crlf")
        return Unit(base, "crlf" if ends else self.ends)


class Ruler:
    """Turns offsets of one unit into code points of the frozen text."""

    def __init__(self, raw: str, unit: Unit) -> None:
        self._length = len(frozen(raw))
        self._stops: Sequence[int] = range(self._length + 1)
        raw = raw.removeprefix("\ufeff")
        if unit.ends == "lf" or (unit.ends == "stands" and "\r\n" not in raw):
            raw, ends = frozen(raw), 1
        else:
            ends = 1 if "\r" in raw else 2
        if not _counts_plainly(raw, unit, ends):
            self._stops = _stops(raw, unit.base, ends)

    def point(self, offset: int) -> int | None:
        """Return the offset in code points, or nothing where it falls inside a character or beyond the text."""
        at = bisect_left(self._stops, offset)
        return at if at < len(self._stops) and self._stops[at] == offset else None

    def offset(self, point: int) -> int:
        """Return the offset in this unit of a place in code points."""
        return self._stops[point]

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Return both ends in code points, or nothing where one does not fit."""
        one, other = self.point(start), self.point(end)
        return None if one is None or other is None or one > other else (one, other)


def _counts_plainly(raw: str, unit: Unit, ends: int) -> bool:
    if "\r" in raw or (ends == 2 and "\n" in raw):
        return False
    return unit.base == "code_points" or raw.isascii()


def _stops(raw: str, base: str, ends: int) -> list[int]:
    """Return the offset of every code point of the frozen text, and of its end."""
    if base == "graphemes":
        lengths = [len(match[0].replace("\r\n", "\n")) for match in _GRAPHEME.finditer(raw)]
        return list(accumulate((1 if last else 0 for size in lengths for last in _last(size)), initial=0))
    width = _WIDTHS[base]
    weights = (ends if piece == "\n" else sum(map(width, piece)) for piece in _PIECE.findall(raw))
    return list(accumulate(weights, initial=0))


def _last(size: int) -> Iterable[bool]:
    """Say of each code point of a grapheme whether it is the last: only there the count goes on."""
    return (number == size - 1 for number in range(size))


def _utf16(char: str) -> int:
    return 2 if char > "\uffff" else 1


def _utf8(char: str) -> int:
    return len(char.encode("utf-8", "surrogatepass"))


_WIDTHS: dict[str, Callable[[str], int]] = {"code_points": len, "utf16": _utf16, "bytes": _utf8}


def fits(raw: str, segments: Sequence[Segment], unit: Unit, same: Callable[[str, str], bool]) -> bool:
    """Say whether every segment lies in the text, and is what it quotes if it quotes."""
    text, ruler = frozen(raw), Ruler(raw, unit)
    for start, end, quote in segments:
        span = ruler.span(start, end)
        if span is None or (quote is not None and not same(text[slice(*span)], quote)):
            return False
    return True


def fitting(
    raw: str, segments: Sequence[Segment], unit: Unit, same: Callable[[str, str], bool] = str.__eq__
) -> list[str]:
    """Return the names of the units in which all segments fit; without quotes, lie in the text."""
    return [name for name in NAMES if fits(raw, segments, unit.asked(name), same)]
