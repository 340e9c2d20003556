"""Regions of an article: what is title, body or boilerplate, checked and asked."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from annotator.domain.segments import Segment, check_inside, read_keys, read_list, read_offset, read_text
from annotator.errors import Invalid
from schemas.sayings import say

ROLES = ("title", "body", "boilerplate", "caption", "quote_block")
"""Every role a region may have."""

_KEYS = frozenset({"role", "start", "end"})


def check_regions(obj: object, text_length: int, *, pointer: str = "/regions") -> list[dict[str, Any]]:
    """Return the regions as plain records, keys in order; raise `Invalid` at the first that is wrong.

    Each has a known role and at least one character inside the text; they are sorted and do not overlap.
    """
    regions: list[dict[str, Any]] = []
    before = 0
    for number, item in enumerate(read_list(obj, pointer)):
        here = f"{pointer}/{number}"
        role, segment = _read_region(item, text_length, here)
        if segment.start < before:
            detail = "Regions stand in order and do not overlap."
            raise Invalid("bad_regions", detail, pointer=f"{here}/start")
        before = segment.end
        regions.append({"role": role, "start": segment.start, "end": segment.end})
    return regions


def boilerplate(regions: Iterable[Mapping[str, Any]]) -> list[Segment]:
    """Return the stretches that are not the article, in order."""
    return [Segment(region["start"], region["end"]) for region in regions if region["role"] == "boilerplate"]


def touches_boilerplate(segments: Iterable[Segment], regions: Sequence[Mapping[str, Any]]) -> Segment | None:
    """Return the first segment that overlaps boilerplate, or nothing; a point may stand at its edge."""
    return next((segment for segment in segments if _in_boilerplate(segment, regions)), None)


def _read_region(item: object, text_length: int, pointer: str) -> tuple[str, Segment]:
    region = read_keys(item, _KEYS, pointer)
    role = read_text(region["role"], f"{pointer}/role")
    if role not in ROLES:
        raise Invalid(
            "unknown_value",
            say("A role is one of %(choices)s.", choices=", ".join(ROLES)),
            pointer=f"{pointer}/role",
        )
    segment = Segment(*(read_offset(region[key], f"{pointer}/{key}") for key in ("start", "end")))
    if segment.start >= segment.end:
        raise Invalid("empty_span", "A region holds at least one character.", pointer=pointer)
    check_inside(segment, text_length, pointer)
    return role, segment


def _in_boilerplate(segment: Segment, regions: Sequence[Mapping[str, Any]]) -> bool:
    first = bisect_right(regions, segment.start, key=_end)
    for position in range(first, len(regions)):
        region = regions[position]
        if region["start"] >= segment.end:
            return False
        if region["role"] == "boilerplate":
            return True
    return False


def _end(region: Mapping[str, Any]) -> int:
    end: int = region["end"]
    return end
