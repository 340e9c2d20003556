"""Anchors: where in the frozen text an annotation stands, checked to the character."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Self

from annotator.domain.regions import touches_boilerplate
from annotator.domain.segments import Segment, check_inside, read_keys, read_list, read_offset, read_text
from annotator.errors import Invalid
from schemas.sayings import say

__all__ = ["CONTEXT", "KINDS", "Anchor", "Segment", "parse_anchor"]

KINDS = ("span", "point", "article")
"""Every kind of anchor."""

CONTEXT = 32
"""How many code points of context `prefix` and `suffix` hold at most."""

_KEYS = frozenset({"kind", "segments"})
_MADE_BY_US = frozenset({"prefix", "suffix"})
_SEGMENT_KEYS = frozenset({"start", "end", "exact"})
_HINT = "offsets are Unicode code points"


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place in the text: segments in order (`span`), one empty segment (`point`), or none (`article`)."""

    kind: str
    segments: tuple[Segment, ...]

    @classmethod
    def of(cls, record: Mapping[str, Any]) -> Self:
        """Return the anchor of a stored record, which was checked when it was stored."""
        segments = tuple(Segment(segment["start"], segment["end"]) for segment in record["segments"])
        return cls(record["kind"], segments)

    @property
    def start(self) -> int | None:
        """Return where the first segment starts; nothing for the whole article."""
        return self.segments[0].start if self.segments else None

    @property
    def end(self) -> int | None:
        """Return where the last segment ends; nothing for the whole article."""
        return self.segments[-1].end if self.segments else None

    @property
    def length(self) -> int:
        """Return the number of code points in all segments."""
        return sum(segment.length for segment in self.segments)

    def overlaps(self, other: Anchor) -> bool:
        """Say whether any two segments overlap."""
        return any(mine.overlaps(theirs) for mine in self.segments for theirs in other.segments)

    def to_record(self, text: str) -> dict[str, Any]:
        """Return the record with quotes and up to 32 code points of context; none for the whole article."""
        segments = [{"start": s.start, "end": s.end, "exact": text[s.start : s.end]} for s in self.segments]
        if not self.segments:
            return {"kind": self.kind, "segments": [], "prefix": None, "suffix": None}
        first, last = self.segments[0].start, self.segments[-1].end
        prefix, suffix = text[max(0, first - CONTEXT) : first], text[last : last + CONTEXT]
        return {"kind": self.kind, "segments": segments, "prefix": prefix, "suffix": suffix}


def parse_anchor(
    obj: object, text: str, regions: Sequence[Mapping[str, Any]], *, pointer: str = "/anchor"
) -> Anchor:
    """Return the anchor that a client sent; raise `Invalid` at the first thing that is wrong.

    `regions` are those of the article, in order. `prefix` and `suffix` are made by us and ignored if sent.
    """
    fields = read_keys(obj, _KEYS, pointer, ignored=_MADE_BY_US)
    kind = read_text(fields["kind"], f"{pointer}/kind")
    if kind not in KINDS:
        raise Invalid(
            "unknown_value",
            say("An anchor is one of %(choices)s.", choices=", ".join(KINDS)),
            pointer=f"{pointer}/kind",
        )
    pointer = f"{pointer}/segments"
    items = read_list(fields["segments"], pointer)
    _check_count(kind, items, pointer)
    segments = tuple(_read_segment(item, kind, text, f"{pointer}/{n}") for n, item in enumerate(items))
    _check_order(segments, pointer)
    wrong = touches_boilerplate(segments, regions)
    if wrong is not None:
        detail = "This is not part of the article: choose text of its body."
        raise Invalid("in_boilerplate", detail, pointer=f"{pointer}/{segments.index(wrong)}")
    return Anchor(kind, segments)


def _check_count(kind: str, items: list[object], pointer: str) -> None:
    fits = {"span": len(items) >= 1, "point": len(items) == 1, "article": not items}
    if not fits[kind]:
        wanted = {"span": "at least one segment", "point": "exactly one segment", "article": "no segment"}
        detail = say(
            "An anchor of kind %(kind)s has %(wanted)s, not %(count)s.",
            kind=kind,
            wanted=wanted[kind],
            count=len(items),
        )
        raise Invalid("bad_segments", detail, pointer=pointer)


def _read_segment(item: object, kind: str, text: str, pointer: str) -> Segment:
    fields = read_keys(item, _SEGMENT_KEYS, pointer)
    start = read_offset(fields["start"], f"{pointer}/start")
    segment = Segment(start, read_offset(fields["end"], f"{pointer}/end"))
    exact = read_text(fields["exact"], f"{pointer}/exact")
    _check_width(segment, kind, pointer)
    if segment.end > len(text):
        check_inside(segment, len(text), pointer, **_hint(segment, exact, text))
    quote = text[start : segment.end]
    if quote != exact:
        raise _mismatch(segment, exact, quote, text, pointer)
    if kind == "span" and (quote[0].isspace() or quote[-1].isspace()):
        raise Invalid(
            "edge_space",
            "A segment begins and ends with a character, not with white space.",
            pointer=f"{pointer}/exact",
        )
    return segment


def _check_width(segment: Segment, kind: str, pointer: str) -> None:
    if kind == "span" and segment.start >= segment.end:
        raise Invalid("empty_span", "A segment of a span ends after it starts.", pointer=pointer)
    if kind == "point" and segment.start != segment.end:
        raise Invalid("bad_segments", "A point starts and ends at the same offset.", pointer=pointer)


def _check_order(segments: tuple[Segment, ...], pointer: str) -> None:
    for number, (before, after) in enumerate(pairwise(segments), start=1):
        if after.start <= before.end:
            raise Invalid(
                "bad_segments",
                "Segments stand in order and neither touch nor overlap.",
                pointer=f"{pointer}/{number}/start",
            )


def _mismatch(segment: Segment, exact: str, quote: str, text: str, pointer: str) -> Invalid:
    hint = _hint(segment, exact, text)
    detail = say(
        "The text at %(start)s–%(end)s is %(quote)s, not %(exact)s.",
        start=segment.start,
        end=segment.end,
        quote=_clip(quote),
        exact=_clip(exact),
    )
    if hint:
        detail = say("%(detail)s It fits when counted in UTF-16 units; %(hint)s.", detail=detail, hint=_HINT)
    return Invalid("quote_mismatch", detail, pointer=f"{pointer}/exact", expected=quote, got=exact, **hint)


def _hint(segment: Segment, exact: str, text: str) -> dict[str, Any]:
    """Say so when the same numbers, read as UTF-16 units, give the quote."""
    units = text[: segment.end].encode("utf-16-le", "surrogatepass")[2 * segment.start : 2 * segment.end]
    return {"hint": _HINT} if exact and units == exact.encode("utf-16-le", "surrogatepass") else {}


def _clip(quote: str) -> str:
    return repr(quote) if len(quote) <= 60 else f"{quote[:57]!r}…"
