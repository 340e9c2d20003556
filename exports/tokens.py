"""Tokens that no span cuts: a text divided by words, and where annotations begin and end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from exports.options import Writing

Json = dict[str, Any]
Span = tuple[int, int]


def tokens(text: str, language: str | None, spans: Iterable[Span], how: Writing) -> list[Span]:
    """Return tokens in order that hold every visible character, each wholly inside or outside of each span."""
    cuts = {0, len(text), *(at for span in spans for at in span)}
    cuts |= {at for span in how.tokens(text, language) for at in span}
    edges = sorted(cuts)
    pieces = (_trimmed(text, start, end) for start, end in pairwise(edges))
    return [piece for piece in pieces if piece[0] < piece[1]]


def sentences(text: str, language: str | None, found: Sequence[Span], how: Writing) -> list[list[Span]]:
    """Return the tokens sentence by sentence; one that lies between sentences goes with the one before."""
    ends = [end for _, end in how.sentences(text, language)]
    groups: list[list[Span]] = [[]]
    at = 0
    for token in found:
        while at < len(ends) and token[0] >= ends[at]:
            at += 1
            groups.append([])
        groups[-1].append(token)
    return [group for group in groups if group]


def spans_of(annotations: Iterable[Json]) -> list[Span]:
    """Return the segments of annotations that stand in the text."""
    segments = (segment for one in annotations for segment in one["anchor"]["segments"])
    return [(segment["start"], segment["end"]) for segment in segments]


def _trimmed(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))
