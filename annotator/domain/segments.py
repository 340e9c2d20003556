"""A half-open stretch of text in Unicode code points: the only place that compares offsets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from annotator.errors import Invalid
from schemas.sayings import say

LARGEST = 2**53
"""The largest integer that every JSON reader keeps exact."""


@dataclass(frozen=True, slots=True, order=True)
class Segment:
    """The code points from `start` up to, not including, `end`; a point when both are equal."""

    start: int
    end: int

    @property
    def length(self) -> int:
        """Return the number of code points."""
        return self.end - self.start

    def overlaps(self, other: Segment) -> bool:
        """Say whether both share a character; a point overlaps what lies on both sides of it."""
        return self.start < other.end and other.start < self.end

    def touches(self, other: Segment) -> bool:
        """Say whether both share a character or an edge."""
        return self.start <= other.end and other.start <= self.end

    def contains(self, other: Segment) -> bool:
        """Say whether the other lies wholly inside, edges included."""
        return self.start <= other.start and other.end <= self.end

    def common(self, other: Segment) -> int:
        """Return how many characters both share."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    def shift(self, by: int) -> Segment:
        """Return the same stretch moved by so many code points."""
        return Segment(self.start + by, self.end + by)


def read_keys(
    obj: object, needed: frozenset[str], pointer: str, *, ignored: frozenset[str] = frozenset()
) -> Mapping[str, object]:
    """Return the object when its keys are exactly those needed; raise `Invalid` at the first wrong one."""
    if not isinstance(obj, dict):
        raise Invalid("wrong_type", "An object is expected here.", pointer=pointer)
    for key in obj:
        if key not in needed and key not in ignored:
            here = f"{pointer}/{_escape(key)}"
            raise Invalid("unknown_field", say("There is no field %(key)r here.", key=key), pointer=here)
    for key in sorted(needed):
        if key not in obj:
            raise Invalid(
                "missing_field", say("The field %(key)r is missing.", key=key), pointer=f"{pointer}/{key}"
            )
    return cast("Mapping[str, object]", obj)


def read_list(obj: object, pointer: str) -> list[object]:
    """Return the list; raise `Invalid` when it is something else."""
    if not isinstance(obj, list):
        raise Invalid("wrong_type", "A list is expected here.", pointer=pointer)
    return obj


def read_text(obj: object, pointer: str) -> str:
    """Return the string; raise `Invalid` when it is something else."""
    if not isinstance(obj, str):
        raise Invalid("wrong_type", "A string is expected here.", pointer=pointer)
    return obj


def read_offset(obj: object, pointer: str) -> int:
    """Return the offset; raise `Invalid` for what is no whole number from 0 to 2^53."""
    if isinstance(obj, bool) or not isinstance(obj, int | float):
        raise Invalid("wrong_type", "A whole number is expected here.", pointer=pointer)
    if isinstance(obj, float) or not 0 <= obj <= LARGEST:
        raise Invalid("out_of_range", "An offset is a whole number from 0 to 2^53.", pointer=pointer)
    return obj


def check_inside(segment: Segment, length: int, pointer: str, **extra: object) -> None:
    """Raise `Invalid` with the length of the text when the segment ends beyond it."""
    if segment.end > length:
        detail = say("The segment ends at %(end)s, the text at %(length)s.", end=segment.end, length=length)
        raise Invalid("span_outside_text", detail, pointer=f"{pointer}/end", length=length, **extra)


def _escape(key: object) -> str:
    return str(key).replace("~", "~0").replace("/", "~1")
