"""Span F1 of a whole corpus: for each article, tag and pair of people what was matched, so that all adds up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations
from math import perm

import numpy as np

from annotator.domain.agreement.articles import Article
from annotator.domain.agreement.marks import Marks, read_marks
from annotator.domain.agreement.ratings import Floats, Ints, tally
from annotator.domain.agreement.sweep import pairs
from annotator.domain.cases.readings import iou
from annotator.domain.segments import Segment

MOST_WAYS = 120
"""Up to so many ways of matching are all tried; of more the best is searched for."""


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
class _Edges:
    """Annotations of two people that overlap: the cell they count in, both ends, and their IoU."""

    cell: Ints
    one: Ints
    other: Ints
    weight: Floats


def span_counts(articles: Sequence[Article], tags: Sequence[str]) -> SpanCounts:
    """Count the annotations and matches of all articles and these tags."""
    return count_spans(read_marks(articles, tags))


def count_spans(marks: Marks) -> SpanCounts:
    """Count annotations that stand in arrays."""
    slots = marks.slots
    groups, width = len(marks.length) * len(marks.tags), len(pairs(slots))
    relaxed, shared = _matched(_edges(marks), groups * width)
    shape = len(marks.length), len(marks.tags)
    size = tally(marks.group * max(1, slots) + marks.slot, np.ones(len(marks.slot)), groups * slots)
    return SpanCounts(
        size.reshape(*shape, slots),
        _exact(marks, groups).reshape(*shape, width),
        relaxed.reshape(*shape, width),
        shared.reshape(*shape, width),
    )


def _edges(marks: Marks) -> _Edges:
    """Return the pairs that overlap: each annotation with those that start before it ends."""
    group, slots = marks.group, marks.slots
    order = np.lexsort((marks.start, group))
    start, end = marks.start[order], np.maximum(marks.end, marks.start + 1)[order]
    keys = group[order] * (int(end.max(initial=0)) + 2) + start
    counts = np.searchsorted(keys, keys - start + end, side="left") - np.arange(len(keys)) - 1
    one = np.repeat(np.arange(len(keys)), counts)
    other = np.arange(len(one)) - np.repeat(np.cumsum(counts) - counts, counts) + one + 1
    one, other = order[one], order[other]
    apart = marks.slot[one] != marks.slot[other]
    one, other = one[apart], other[apart]
    first = marks.slot[one] < marks.slot[other]
    one, other = np.where(first, one, other), np.where(first, other, one)
    weight = _ious(marks, one, other)
    met = weight > 0
    one, other = one[met], other[met]
    numbers = np.zeros((slots, slots), np.int64)
    for number, pair in enumerate(pairs(slots)):
        numbers[pair] = number
    cell = group[one] * len(pairs(slots)) + numbers[marks.slot[one], marks.slot[other]]
    return _Edges(cell, one, other, weight[met])


def _ious(marks: Marks, ones: Ints, others: Ints) -> Floats:
    start, end = marks.start, marks.end
    both = np.minimum(end[ones], end[others]) - np.maximum(start[ones], start[others])
    lengths = end - start
    result = np.asarray(both / np.maximum(1, lengths[ones] + lengths[others] - both), np.float64)
    plain = lengths > 0
    plain[list(marks.several)] = False
    for number in np.flatnonzero(~(plain[ones] & plain[others])).tolist():
        result[number] = iou(marks.places(int(ones[number])), marks.places(int(others[number])))
    return result


def _exact(marks: Marks, groups: int) -> Floats:
    """Count equal annotations: of each letter as many as the one has who has fewer."""
    slots, letter = marks.slots, _letters(marks)
    letters = int(letter.max(initial=-1)) + 1
    given = tally(letter * max(1, slots) + marks.slot, np.ones(len(letter)), letters * slots)
    table = given.reshape(letters, slots)
    group = np.zeros(letters, np.int64)
    group[letter] = marks.group
    found = [tally(group, np.minimum(table[:, one], table[:, other]), groups) for one, other in pairs(slots)]
    return np.stack(found, axis=1) if found else np.zeros((groups, 0))


def _letters(marks: Marks) -> Ints:
    """Return a number for each annotation, the same for those of one text, tag and place."""
    wide = int(marks.end.max(initial=0)) + 2
    found, letter = np.unique((marks.group * wide + marks.start + 1) * wide + marks.end + 1, return_inverse=True)
    numbers: dict[tuple[int, tuple[Segment, ...]], int] = {}
    group = marks.group
    for entry, segments in marks.several.items():
        letter[entry] = len(found) + numbers.setdefault((int(group[entry]), segments), len(numbers))
    return np.asarray(letter, np.int64)


def _matched(edges: _Edges, cells: int) -> tuple[Floats, Floats]:
    """Return how many are matched in each cell at most, and the greatest summed IoU."""
    relaxed, shared = np.zeros(cells), np.zeros(cells)
    for cell, weights in _tables(edges):
        relaxed += tally(cell, best_sums(np.where(weights > 0, 1.0, 0.0)), cells)
        shared += tally(cell, best_sums(weights), cells)
    return relaxed, shared


def best_sums(tables: Floats) -> Floats:
    """Return the greatest sum of a one-to-one matching of each table, shape (tables, rows, columns).

    There are no more rows than columns. Few ways are all tried at once, many are searched table by table.
    """
    rows, columns = tables.shape[1:]
    if perm(columns, rows) > MOST_WAYS:
        return np.array([_best(table) for table in tables])
    best, at = np.zeros(len(tables)), np.arange(rows)
    for way in permutations(range(columns), rows):
        best = np.maximum(best, tables[:, at, list(way)].sum(axis=1))
    return best


def _best(table: Floats) -> float:
    from scipy.optimize import linear_sum_assignment

    return float(table[linear_sum_assignment(table, maximize=True)].sum())


def _tables(edges: _Edges) -> Iterator[tuple[Ints, Floats]]:
    """Yield the weights of what hangs together as tables, those of one shape at once, with their cells."""
    if not len(edges.cell):
        return
    cluster = _clusters(edges)
    row, rows = _ranks(cluster, edges.one)
    column, columns = _ranks(cluster, edges.other)
    cell = np.zeros(len(rows), np.int64)
    cell[cluster] = edges.cell
    least, most = np.minimum(rows, columns), np.maximum(rows, columns)
    shape = least * (int(most.max()) + 1) + most
    turned = (rows > columns)[cluster]
    short, long = np.where(turned, column, row), np.where(turned, row, column)
    place = np.zeros(len(rows), np.int64)
    for kind in np.unique(shape):
        chosen = np.flatnonzero(shape == kind)
        place[chosen] = np.arange(len(chosen))
        of = np.flatnonzero(shape[cluster] == kind)
        tables = np.zeros((len(chosen), least[chosen[0]], most[chosen[0]]))
        tables[place[cluster[of]], short[of], long[of]] = edges.weight[of]
        yield cell[chosen], tables


def _clusters(edges: _Edges) -> Ints:
    """Return the number of the cluster that each pair hangs together with."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    size = int(max(edges.one.max(), edges.other.max())) + 1
    ends = np.concatenate((edges.cell * size + edges.one, edges.cell * size + edges.other))
    known, node = np.unique(ends, return_inverse=True)
    one, other = node[: len(edges.one)], node[len(edges.one) :]
    graph = coo_array((np.ones(len(one)), (one, other)), shape=(len(known), len(known)))
    return np.asarray(connected_components(graph, directed=False)[1][one], np.int64)


def _ranks(cluster: Ints, end: Ints) -> tuple[Ints, Ints]:
    """Return the place of each end among those of its cluster, and how many ends each cluster has."""
    width = int(end.max()) + 1
    known, node = np.unique(cluster * width + end, return_inverse=True)
    counts = np.bincount(known // width)
    first = np.cumsum(counts) - counts
    return node - first[cluster], counts
