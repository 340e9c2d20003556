"""Trimming: white space and punctuation at the ends of a segment are no difference, when that is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from unicodedata import category

from annotator.domain.segments import Segment


def trimmed(segments: Iterable[Segment], text: str) -> tuple[Segment, ...]:
    """Return the segments without white space and punctuation at either end; what is nothing else stays."""
    return tuple(_trimmed(segment, text) for segment in segments)


def _trimmed(segment: Segment, text: str) -> Segment:
    kept = [place for place in range(segment.start, segment.end) if not _outside(text[place])]
    return Segment(kept[0], kept[-1] + 1) if kept else segment


def _outside(character: str) -> bool:
    return character.isspace() or category(character)[0] in "PZ"
