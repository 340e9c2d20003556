"""Proposals: which reading of a case to take unless a person says otherwise, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from annotator.domain.cases.compare import difference
from annotator.domain.cases.readings import Reading, iou


class Proposal(NamedTuple):
    """The reading to take, or None for no annotation, and the ground in words."""

    id: str | None
    ground: str


def proposal(readings: Sequence[Reading], assigned: int | None = None) -> Proposal:
    """Return the reading that stands for the others; `assigned` is how many were asked, also in vain.

    Whether there is anything is put to the vote, then the tag; of the readings with that tag the one is taken
    that shares most with the others, always a place that a person drew.
    """
    present = len({reading.layer for reading in readings})
    people = max(assigned or 0, present)
    if (present + 1) * 2 < people + 2:
        return Proposal(None, f"{people - present} of {people} marked nothing here")
    ordered = sorted(readings, key=lambda reading: reading.place)
    votes = Counter(reading.tag for reading in ordered)
    tag = max(votes, key=lambda name: (votes[name], _closeness_of(name, ordered), name))
    chosen = max(ordered, key=lambda reading: (reading.tag == tag, *_standing(reading, ordered, tag)))
    return Proposal(chosen.id, _ground(chosen, ordered, people, votes[tag]))


def _standing(reading: Reading, readings: Sequence[Reading], tag: str) -> tuple[float, int]:
    alike = [other for other in readings if other.tag == tag and other is not reading]
    shared = sum(iou(reading.segments, other.segments) for other in alike)
    return round(shared, 9), -sum(difference(reading, other) for other in alike)


def _closeness_of(tag: str, readings: Sequence[Reading]) -> float:
    return max(_standing(reading, readings, reading.tag)[0] for reading in readings if reading.tag == tag)


def _ground(chosen: Reading, readings: Sequence[Reading], people: int, votes: int) -> str:
    words = f"{votes} of {people} say {chosen.tag}"
    alike = [reading for reading in readings if reading.tag == chosen.tag]
    if len({reading.segments for reading in alike}) < 2:
        return words if votes < 2 else f"{words}, at the same place"
    others = [iou(chosen.segments, reading.segments) for reading in alike if reading is not chosen]
    mean = round(100 * sum(others) / len(others))
    return f"{words}; this one shares most with the others, {mean} % on average"
