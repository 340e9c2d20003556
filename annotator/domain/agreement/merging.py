"""Majority by character: what at least so many people marked with a tag, as new stretches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from annotator.domain.cases.leftovers import union
from annotator.domain.cases.readings import Reading
from annotator.domain.segments import Segment


class Merged(NamedTuple):
    """A stretch that enough people marked; `support` is the mean share of people over its characters."""

    start: int
    end: int
    tag: str
    support: float


def merge_majority(layers: Mapping[str, Sequence[Reading]], quorum: int | None = None) -> list[Merged]:
    """Return the stretches, in order of place, that `quorum` people marked; by default more than half of them."""
    least = quorum or len(layers) // 2 + 1
    tags = sorted({reading.tag for readings in layers.values() for reading in readings})
    found = (merged for tag in tags for merged in _of_tag(layers, tag, least))
    return sorted(found, key=lambda merged: merged[:3])


def _of_tag(layers: Mapping[str, Sequence[Reading]], tag: str, least: int) -> Iterator[Merged]:
    marked = [
        segment
        for readings in layers.values()
        for segment in union(s for reading in readings if reading.tag == tag for s in reading.segments)
    ]
    runs: list[tuple[Segment, int]] = []
    for run, count in _runs(marked):
        if count < least or (runs and runs[-1][0].end < run.start):
            yield from _whole(runs, tag, len(layers))
            runs = []
        if count >= least:
            runs.append((run, count))
    yield from _whole(runs, tag, len(layers))


def _runs(segments: Iterable[Segment]) -> Iterator[tuple[Segment, int]]:
    steps: dict[int, int] = {}
    for segment in segments:
        steps[segment.start] = steps.get(segment.start, 0) + 1
        steps[segment.end] = steps.get(segment.end, 0) - 1
    count = 0
    for start, end in pairwise(sorted(steps)):
        count += steps[start]
        yield Segment(start, end), count


def _whole(runs: Sequence[tuple[Segment, int]], tag: str, people: int) -> Iterator[Merged]:
    if runs:
        start, end = runs[0][0].start, runs[-1][0].end
        votes = sum(run.length * count for run, count in runs)
        yield Merged(start, end, tag, votes / (end - start) / people)
