"""Span F1 of two people: to the letter, roughly, by IoU, by character, and the partial credit of SemEval."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from annotator.domain.agreement.matching import best_matches, places, shared
from annotator.domain.agreement.reasons import Figure, share
from annotator.domain.cases.components import Unions
from annotator.domain.cases.leftovers import union
from annotator.domain.cases.readings import Reading, common
from annotator.domain.segments import Segment

Placed = dict[str, tuple[Segment, ...]]


class SpanF1(NamedTuple):
    """Four ways to score the same two layers; all are undefined where neither marked anything."""

    exact: Figure
    relaxed: Figure
    iou_weighted: Figure
    char: Figure


class Partial(NamedTuple):
    """Precision, recall and F1 by shared characters."""

    precision: Figure
    recall: Figure
    f1: Figure


def span_f1(ones: Sequence[Reading], others: Sequence[Reading]) -> SpanF1:
    """Return the scores of one layer against another, tags told apart."""
    size = len(ones) + len(others)
    same = Counter(_letter(one) for one in ones) & Counter(_letter(other) for other in others)
    touching = best_matches(ones, others, lambda one, other: float(shared(one, other) > 0))
    weights = sum(match.weight for match in best_matches(ones, others))
    return SpanF1(
        share(2 * same.total(), size),
        share(2 * len(touching), size),
        share(2 * weights, size),
        _char_f1(_by_tag(ones), _by_tag(others)),
    )


def partial_f1(predicted: Sequence[Reading], gold: Sequence[Reading]) -> Partial:
    """Return partial credit; what a side repeats or overlaps within a tag is merged first."""
    mine, theirs = _merged(predicted), _merged(gold)
    if not mine and not theirs:
        nothing = share(0, 0)
        return Partial(nothing, nothing, nothing)
    precision, recall = _credit(mine, theirs), _credit(theirs, mine)
    both = precision + recall
    f1 = 2 * precision * recall / both if both else 0.0
    return Partial(Figure(precision), Figure(recall), Figure(f1))


def _letter(reading: Reading) -> tuple[str, str, tuple[Segment, ...]]:
    return reading.tag, reading.kind, reading.segments


def _by_tag(readings: Iterable[Reading]) -> Placed:
    segments: dict[str, list[Segment]] = {}
    for reading in readings:
        segments.setdefault(reading.tag, []).extend(reading.segments)
    return {tag: union(found) for tag, found in segments.items()}


def _char_f1(ones: Placed, others: Placed) -> Figure:
    both = sum(common(segments, others.get(tag, ())) for tag, segments in ones.items())
    size = sum(segment.length for side in (ones, others) for found in side.values() for segment in found)
    return share(2 * both, size)


def _merged(readings: Sequence[Reading]) -> list[tuple[str, tuple[Segment, ...]]]:
    """Return tag and place of each annotation with characters, those that share some made one."""
    found = [(reading.tag, places(reading)) for reading in readings if reading.length]
    unions = Unions(len(found))
    for number, (tag, segments) in enumerate(found):
        for before in range(number):
            if found[before][0] == tag and common(found[before][1], segments):
                unions.join(before, number)
    return [
        (found[numbers[0]][0], union(segment for number in numbers for segment in found[number][1]))
        for numbers in unions.sets()
    ]


def _credit(
    ones: Sequence[tuple[str, tuple[Segment, ...]]], others: Sequence[tuple[str, tuple[Segment, ...]]]
) -> float:
    """Return the mean share of each annotation that the other side covers with the same tag."""
    if not ones:
        return 0.0
    covered = 0.0
    for tag, segments in ones:
        length = sum(segment.length for segment in segments)
        covered += sum(common(segments, theirs) for name, theirs in others if name == tag) / length
    return covered / len(ones)
