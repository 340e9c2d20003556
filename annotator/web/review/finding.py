"""Words that a reviewer gives, found again in the text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from annotator.errors import Invalid
from schemas.sayings import say

Segments = list[dict[str, Any]]


def segments_of(text: str, words: str, near: int, pointer: str) -> Segments:
    """Return where each line of the words stands, in code points: of several places the one nearest, in order.

    Raises Invalid at the pointer when a line does not stand in the text behind the one before.
    """
    lines = [line.strip() for line in words.split("\n") if line.strip()]
    return [{"start": s, "end": e, "exact": text[s:e]} for s, e in _found(text, lines, near, pointer)]


def _found(text: str, lines: list[str], near: int, pointer: str) -> Iterator[tuple[int, int]]:
    after = 0
    for line in lines:
        places = [at for at in _everywhere(text, line) if at >= after]
        if not places:
            detail = say(
                "“%(line)s” does not stand in the text; copy the words from it, a stretch a line.", line=line[:60]
            )
            raise Invalid("quote_mismatch", detail, pointer=pointer)
        start = min(places, key=lambda at: abs(at - near))
        after = start + len(line)
        yield start, after


def _everywhere(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)
