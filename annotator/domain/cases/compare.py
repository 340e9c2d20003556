"""What two readings of one place say differently: attributes, speaker, sources, boundaries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from annotator.domain.cases.readings import Reading
from annotator.domain.segments import Segment

SPEAKER = "speaker"
"""The attribute that says who speaks; a difference there is one of source."""

_ORDERED = frozenset({"speaker_chain"})
_WORD = re.compile(r"\w+")
_ENGLISH = "a an the this that these those its his her their our my your some"
_FRENCH = "le la les l un une des du ce cet cette ces"
_GERMAN = "der die das den dem des ein eine einen einem einer"
_OTHERS = "el los las uno una unos unas o os as um uma uns umas il lo i gli de het een det ett en"
_DETERMINERS = frozenset(f"{_ENGLISH} {_FRENCH} {_GERMAN} {_OTHERS}".split())


def difference(one: Reading, other: Reading) -> int:
    """Return in how many attributes, in sources, and in what their relations lead to two readings differ."""
    others = (_cited(one) != _cited(other)) + (one.ends != other.ends)
    return len(attributes_that_differ(one, other)) + others


def attributes_that_differ(one: Reading, other: Reading) -> list[str]:
    """Return the names of the attributes that differ; null is as good as absent, sets have no order."""
    names = sorted({*one.attributes, *other.attributes})
    return [n for n in names if _plain(n, one.attributes.get(n)) != _plain(n, other.attributes.get(n))]


def sources_differ(one: Reading, other: Reading) -> bool:
    """Say whether the speaker differs, or which sources are cited and for what."""
    speakers = one.attributes.get(SPEAKER), other.attributes.get(SPEAKER)
    return speakers[0] != speakers[1] or _cited(one) != _cited(other)


def boundary_is_trivial(one: Reading, other: Reading, text: str) -> bool:
    """Say whether only white space, marks or determiners lie between the boundaries of two readings."""
    return all(_is_trivial(piece, text) for piece in _only_in_one(one.segments, other.segments))


def _cited(reading: Reading) -> frozenset[tuple[Any, Any]]:
    return frozenset((link.get("source"), link.get("stance")) for link in reading.sources)


def _plain(name: str, value: Any) -> Any:
    if isinstance(value, str):
        return " ".join(value.split()) or None
    if isinstance(value, Mapping) and "segments" in value:
        return [(segment["start"], segment["end"]) for segment in value["segments"]]
    if isinstance(value, list):
        return (value if name in _ORDERED else sorted(value, key=repr)) or None
    return value


def _only_in_one(one: Sequence[Segment], other: Sequence[Segment]) -> Iterator[Segment]:
    edges = sorted({edge for segment in (*one, *other) for edge in (segment.start, segment.end)})
    for start, end in pairwise(edges):
        piece = Segment(start, end)
        if any(s.contains(piece) for s in one) != any(s.contains(piece) for s in other):
            yield piece


def _is_trivial(piece: Segment, text: str) -> bool:
    cut = _cuts_word(piece.start, text) or _cuts_word(piece.end, text)
    words = _WORD.findall(text[piece.start : piece.end])
    return not cut and all(word.casefold() in _DETERMINERS for word in words)


def _cuts_word(position: int, text: str) -> bool:
    return text[position - 1 : position].isalnum() and text[position : position + 1].isalnum()
