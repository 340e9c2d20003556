"""Readings and links as cases see them, and how far two readings are apart."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from annotator.domain.segments import Segment

ADMISSIBLE_IOU = 0.2
"""Two spans may be one reading when they share this much of their union."""

ADMISSIBLE_COVER = 0.5
"""Or when one holds this much of the shorter one."""

_TAG_DISTANCE = {frozenset({"claim", "rebuttal"}): 0.5}


@dataclass(frozen=True, slots=True)
class Reading:
    """One annotation in one layer: its anchor's kind and segments, its attributes and source links.

    `ends` are what its relations lead to, where they matter: the type with tag and place of the other end.
    """

    id: str
    layer: str
    tag: str
    kind: str
    segments: tuple[Segment, ...]
    attributes: Mapping[str, Any] = field(default_factory=dict, hash=False)
    sources: Sequence[Mapping[str, Any]] = field(default=(), hash=False)
    ends: frozenset[tuple[str, str, tuple[Segment, ...]]] = frozenset()

    @property
    def start(self) -> int:
        """Return where it starts; -1 for the whole article."""
        return self.segments[0].start if self.segments else -1

    @property
    def end(self) -> int:
        """Return where it ends; -1 for the whole article."""
        return self.segments[-1].end if self.segments else -1

    @property
    def length(self) -> int:
        """Return the number of characters in all segments."""
        return sum(segment.length for segment in self.segments)

    @property
    def place(self) -> tuple[int, int, str, str]:
        """Return what readings are put in order by: nothing of it tells who made them, or when."""
        return (self.start, self.end, self.tag, self.id)


@dataclass(frozen=True, slots=True)
class Link:
    """One relation in one layer, from the reading `start` to the reading `end`."""

    id: str
    layer: str
    type: str
    start: str
    end: str


def with_ends(readings: Iterable[Reading], links: Iterable[Link]) -> list[Reading]:
    """Return the readings, each with what its relations lead to: one place may be marked twice for two links."""
    made = list(readings)
    known = {(reading.layer, reading.id): reading for reading in made}
    ends: dict[tuple[str, str], set[tuple[str, str, tuple[Segment, ...]]]] = {}
    for link in links:
        other = known.get((link.layer, link.end))
        if other is not None:
            ends.setdefault((link.layer, link.start), set()).add((link.type, other.tag, other.segments))
    return [
        replace(one, ends=frozenset(ends[key])) if (key := (one.layer, one.id)) in ends else one for one in made
    ]


def common(one: Sequence[Segment], other: Sequence[Segment]) -> int:
    """Return how many characters both hold."""
    return sum(mine.common(theirs) for mine in one for theirs in other)


def iou(one: Sequence[Segment], other: Sequence[Segment]) -> float:
    """Return the shared part of the union, from 0 to 1; 1 for two equal points, or two whole articles."""
    shared = common(one, other)
    union = sum(segment.length for segment in (*one, *other)) - shared
    if union == 0:
        return float(tuple(one) == tuple(other))
    return shared / union


def slot(point: int, boundaries: Sequence[int]) -> int:
    """Return the boundary nearest to a point, the earlier of two; without boundaries the point itself."""
    if not boundaries:
        return point
    after = bisect_left(boundaries, point)
    near = boundaries[max(0, after - 1) : after + 1]
    return min(near, key=lambda boundary: abs(boundary - point))


def admissible(one: Reading, other: Reading, boundaries: Sequence[int] = ()) -> bool:
    """Say whether two readings of different people can be readings of the same thing."""
    if one.layer == other.layer:
        return False
    if one.kind == other.kind == "span":
        shared = common(one.segments, other.segments)
        shorter = min(one.length, other.length)
        return shared >= ADMISSIBLE_COVER * shorter or iou(one.segments, other.segments) >= ADMISSIBLE_IOU
    if one.kind == other.kind == "point":
        return slot(one.start, boundaries) == slot(other.start, boundaries)
    if one.kind == other.kind:
        return one.tag == other.tag
    return one.tag == other.tag and any(a.overlaps(b) for a in one.segments for b in other.segments)


def distance(one: Reading, other: Reading) -> float:
    """Return the dissimilarity of place and tag: 0 for the same, 1 for either wholly different."""
    return _place_distance(one, other) + tag_distance(one.tag, other.tag)


def tag_distance(one: str, other: str) -> float:
    """Return how far two tags are apart: a claim and a rebuttal are near, others are not."""
    return 0.0 if one == other else _TAG_DISTANCE.get(frozenset({one, other}), 1.0)


def _place_distance(one: Reading, other: Reading) -> float:
    lengths = (one.end - one.start) + (other.end - other.start)
    if lengths == 0:
        return 0.0
    return ((abs(one.start - other.start) + abs(one.end - other.end)) / lengths) ** 2
