"""Span F1 of a whole corpus: for each article, tag and pair of people what was matched, so that all adds up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from annotator.domain.agreement.articles import Article
from annotator.domain.agreement.matching import places
from annotator.domain.agreement.ratings import Floats, Ints, tally
from annotator.domain.agreement.sweep import pairs
from annotator.domain.cases.readings import Reading, iou


@dataclass(frozen=True)
class SpanCounts:
    """Annotations of each slot, shape (articles, tags, slots); matches of each pair of slots, (…, pairs).

    `exact` counts equal annotations, `relaxed` overlapping ones and `shared` adds up IoU, one to one.
    """

    size: Floats
    exact: Floats
    relaxed: Floats
    shared: Floats


@dataclass(frozen=True)
class _Flat:
    """All annotations: the text and tag they belong to, whose they are, and which are equal to the letter."""

    readings: list[Reading]
    group: Ints
    slot: Ints
    letter: Ints
    start: Ints
    end: Ints


@dataclass(frozen=True)
class _Edges:
    """Annotations of two people that overlap: the cell they count in, both ends, and their IoU."""

    cell: Ints
    one: Ints
    other: Ints
    weight: Floats


def span_counts(articles: Sequence[Article], tags: Sequence[str]) -> SpanCounts:
    """Count the annotations and matches of all articles and these tags."""
    slots = max((len(article.layers) for article in articles), default=0)
    groups, width = len(articles) * len(tags), len(pairs(slots))
    flat = _flatten(articles, tags)
    edges = _edges(flat, slots)
    relaxed, shared = _matched(edges, groups * width)
    shape = len(articles), len(tags)
    size = tally(flat.group * max(1, slots) + flat.slot, np.ones(len(flat.group)), groups * slots)
    return SpanCounts(
        size.reshape(*shape, slots),
        _exact(flat, groups, slots).reshape(*shape, width),
        relaxed.reshape(*shape, width),
        shared.reshape(*shape, width),
    )


def _flatten(articles: Sequence[Article], tags: Sequence[str]) -> _Flat:
    rows = list(_rows(articles, tags))
    rows.sort(key=lambda row: (row[0], row[2].start))
    readings = [reading for _, _, reading in rows]
    letters: dict[object, int] = {}
    letter = [letters.setdefault((group, one.kind, one.segments), len(letters)) for group, _, one in rows]
    columns = ([row[0] for row in rows], [row[1] for row in rows], letter)
    start, end = [one.start for one in readings], [max(one.end, one.start + 1) for one in readings]
    return _Flat(readings, *(np.array(column, np.int64) for column in (*columns, start, end)))


def _rows(articles: Sequence[Article], tags: Sequence[str]) -> Iterator[tuple[int, int, Reading]]:
    numbers = {tag: number for number, tag in enumerate(tags)}
    for row, article in enumerate(articles):
        for slot, readings in enumerate(article.layers.values()):
            for reading in readings:
                if reading.tag in numbers:
                    yield row * len(tags) + numbers[reading.tag], slot, reading


def _edges(flat: _Flat, slots: int) -> _Edges:
    """Return the pairs that overlap: each annotation with those that start before it ends."""
    keys = flat.group * (int(flat.end.max(initial=0)) + 2) + flat.start
    last = np.searchsorted(keys, keys - flat.start + flat.end, side="left")
    counts = last - np.arange(len(keys)) - 1
    one = np.repeat(np.arange(len(keys)), counts)
    other = np.arange(len(one)) - np.repeat(np.cumsum(counts) - counts, counts) + one + 1
    apart = flat.slot[one] != flat.slot[other]
    one, other = one[apart], other[apart]
    first = flat.slot[one] < flat.slot[other]
    one, other = np.where(first, one, other), np.where(first, other, one)
    weight = _ious(flat, one, other)
    met = weight > 0
    one, other = one[met], other[met]
    numbers = np.zeros((slots, slots), np.int64)
    for number, pair in enumerate(pairs(slots)):
        numbers[pair] = number
    cell = flat.group[one] * len(pairs(slots)) + numbers[flat.slot[one], flat.slot[other]]
    return _Edges(cell, one, other, weight[met])


def _ious(flat: _Flat, ones: Ints, others: Ints) -> Floats:
    both = np.minimum(flat.end[ones], flat.end[others]) - np.maximum(flat.start[ones], flat.start[others])
    lengths = flat.end - flat.start
    result = np.asarray(both / np.maximum(1, lengths[ones] + lengths[others] - both), np.float64)
    plain = np.array([one.kind == "span" and len(one.segments) == 1 for one in flat.readings], bool)
    for number in np.flatnonzero(~(plain[ones] & plain[others])).tolist():
        one, other = flat.readings[ones[number]], flat.readings[others[number]]
        result[number] = iou(places(one), places(other))
    return result


def _exact(flat: _Flat, groups: int, slots: int) -> Floats:
    """Count equal annotations: of each letter as many as the one has who has fewer."""
    letters = int(flat.letter.max(initial=-1)) + 1
    given = tally(flat.letter * max(1, slots) + flat.slot, np.ones(len(flat.letter)), letters * slots)
    table = given.reshape(letters, slots)
    group = np.zeros(letters, np.int64)
    group[flat.letter] = flat.group
    found = [tally(group, np.minimum(table[:, one], table[:, other]), groups) for one, other in pairs(slots)]
    return np.stack(found, axis=1) if found else np.zeros((groups, 0))


def _matched(edges: _Edges, cells: int) -> tuple[Floats, Floats]:
    """Return how many are matched in each cell at most, and the greatest summed IoU."""
    alone = _alone(edges)
    relaxed = tally(edges.cell[alone], np.ones(int(alone.sum())), cells)
    shared = tally(edges.cell[alone], edges.weight[alone], cells)
    left = np.flatnonzero(~alone)
    left = left[np.argsort(edges.cell[left], kind="stable")]
    for part in np.split(left, np.flatnonzero(np.diff(edges.cell[left])) + 1):
        if len(part):
            cell = edges.cell[part[0]]
            relaxed[cell] += _best(edges, part, np.ones(len(part)))
            shared[cell] += _best(edges, part, edges.weight[part])
    return relaxed, shared


def _alone(edges: _Edges) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Say which pairs have no other overlap in their cell: these need no choice."""
    size = int(max(edges.one.max(initial=-1), edges.other.max(initial=-1))) + 1
    single = []
    for side in (edges.one, edges.other):
        _, place, count = np.unique(edges.cell * size + side, return_inverse=True, return_counts=True)
        single.append(count[place] == 1)
    return np.asarray(single[0] & single[1])


def _best(edges: _Edges, part: Ints, weights: Floats) -> float:
    from scipy.optimize import linear_sum_assignment

    _, row = np.unique(edges.one[part], return_inverse=True)
    _, column = np.unique(edges.other[part], return_inverse=True)
    table = np.zeros((row.max() + 1, column.max() + 1))
    table[row, column] = weights
    return float(table[linear_sum_assignment(table, maximize=True)].sum())
