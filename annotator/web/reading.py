"""An article's text as the page shows it: blocks and the white space between them, nothing cut or added."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

SPACE = "space"
"""The role of a piece that stands between two blocks."""

_BLOCK = re.compile(r"\S(?:[^\n]*\S)?")


@dataclass(frozen=True, slots=True)
class Piece:
    """One block of the page, or the white space between two; `start` counts code points."""

    role: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """Return where the piece ends, exclusive."""
        return self.start + len(self.text)

    @property
    def is_space(self) -> bool:
        """Say whether this is only what stands between two blocks."""
        return self.role == SPACE


def pieces(text: str, regions: Sequence[Mapping[str, Any]]) -> list[Piece]:
    """Return the pieces of a text in order; joined they are the text again.

    Every region gives one block a line; what no region covers is running text.
    """
    found: list[Piece] = []
    for role, start, end in _stretches(len(text), regions):
        found.extend(_blocks(text, role, start, end))
    return _joined(found)


def _stretches(length: int, regions: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, int, int]]:
    before = 0
    for region in sorted(regions, key=lambda region: int(region["start"])):
        start, end = max(before, region["start"]), min(length, region["end"])
        if before < start:
            yield "body", before, start
        if start < end:
            yield region["role"], start, end
        before = max(before, end)
    if before < length:
        yield "body", before, length


def _blocks(text: str, role: str, start: int, end: int) -> Iterator[Piece]:
    before = start
    for match in _BLOCK.finditer(text, start, end):
        if before < match.start():
            yield Piece(SPACE, text[before : match.start()], before)
        yield Piece(role, match.group(), match.start())
        before = match.end()
    if before < end:
        yield Piece(SPACE, text[before:end], before)


def _joined(found: list[Piece]) -> list[Piece]:
    """Return the pieces, neighbouring white space made one: the page makes one text node of it."""
    whole: list[Piece] = []
    for piece in found:
        last = whole[-1] if whole else None
        if last and last.is_space and piece.is_space:
            whole[-1] = Piece(SPACE, last.text + piece.text, last.start)
        else:
            whole.append(piece)
    return whole
