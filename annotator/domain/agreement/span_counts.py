"""Span F1 of a whole corpus: for each article, tag and pair of people what was matched, so that all adds up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from annotator.domain.agreement.articles import Article
from annotator.domain.agreement.matching import places as places_of
from annotator.domain.agreement.ratings import Floats, Ints, tally
from annotator.domain.agreement.sweep import pairs
from annotator.domain.cases.readings import Reading, iou
from annotator.domain.segments import Segment


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
    readings: list[Reading] = []
    table = np.array(list(_rows(articles, tags, readings)), np.int64).reshape(-1, 5)
    order = np.lexsort((table[:, 2], table[:, 0]))
    group, slot, start, end, several = table[order].T
    # Equal to the letter are those of one text, tag and place; several segments have numbers of their own.
    wide = int(end.max(initial=0)) + 2
    places, place = np.unique((group * wide + start + 1) * wide + end + 1, return_inverse=True)
    letters = np.where(several < 0, place, len(places) + several)
    found = [readings[number] for number in order.tolist()]
    return _Flat(found, group, slot, letters, start, np.maximum(end, start + 1))


def _rows(
    articles: Sequence[Article], tags: Sequence[str], readings: list[Reading]
) -> Iterator[tuple[int, int, int, int, int]]:
    """Yield group, slot, start, end and the number of several segments (else -1), and collect the readings."""
    numbers = {tag: number for number, tag in enumerate(tags)}
    several: dict[tuple[int, tuple[Segment, ...]], int] = {}
    for row, article in enumerate(articles):
        for slot, layer in enumerate(article.layers.values()):
            for reading in layer:
                if reading.tag in numbers:
                    group, segments = row * len(tags) + numbers[reading.tag], reading.segments
                    readings.append(reading)
                    many = several.setdefault((group, segments), len(several)) if len(segments) > 1 else -1
                    yield group, slot, reading.start, reading.end, many


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
        result[number] = iou(places_of(one), places_of(other))
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
    relaxed, shared = np.zeros(cells), np.zeros(cells)
    if not len(edges.cell):
        return relaxed, shared
    edges, cluster, star = _clustered(edges)
    first = np.flatnonzero(np.diff(cluster[star], prepend=-1))
    # Where one annotation meets several, one pair is matched: the best.
    cell = edges.cell[star][first]
    relaxed += tally(cell, np.ones(len(cell)), cells)
    if len(cell):
        shared += tally(cell, np.maximum.reduceat(edges.weight[star], first), cells)
    left = np.flatnonzero(~star)
    for part in np.split(left, np.flatnonzero(np.diff(cluster[left])) + 1):
        if len(part):
            relaxed[edges.cell[part[0]]] += _best(edges, part, np.ones(len(part)))
            shared[edges.cell[part[0]]] += _best(edges, part, edges.weight[part])
    return relaxed, shared


def _clustered(edges: _Edges) -> tuple[_Edges, Ints, npt.NDArray[np.bool_]]:
    """Return the pairs in order of the clusters they hang together in, and which clusters share one end."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    size = int(max(edges.one.max(), edges.other.max())) + 1
    ends = np.concatenate((edges.cell * size + edges.one, edges.cell * size + edges.other))
    _, node, degree = np.unique(ends, return_inverse=True, return_counts=True)
    one, other = node[: len(edges.one)], node[len(edges.one) :]
    graph = coo_array((np.ones(len(one)), (one, other)), shape=(len(degree), len(degree)))
    cluster = connected_components(graph, directed=False)[1][one]
    most = np.zeros(cluster.max() + 1, np.int64)
    np.maximum.at(most, cluster, np.maximum(degree[one], degree[other]))
    star = (np.bincount(cluster) == most)[cluster]
    order = np.argsort(cluster, kind="stable")
    found = _Edges(edges.cell[order], edges.one[order], edges.other[order], edges.weight[order])
    return found, cluster[order].astype(np.int64), star[order]


def _best(edges: _Edges, part: Ints, weights: Floats) -> float:
    from scipy.optimize import linear_sum_assignment

    _, row = np.unique(edges.one[part], return_inverse=True)
    _, column = np.unique(edges.other[part], return_inverse=True)
    table = np.zeros((row.max() + 1, column.max() + 1))
    table[row, column] = weights
    return float(table[linear_sum_assignment(table, maximize=True)].sum())
