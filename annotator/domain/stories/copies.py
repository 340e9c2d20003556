"""Near-duplicates: articles that are mostly the same words, such as wire copy printed twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

SHINGLE = 5
"""How many words in a row are compared."""

SAME = 50
"""From this share of the shorter text on, in per cent, two articles count as copies."""


@dataclass(frozen=True)
class Copy:
    """Two articles by number, and the share of the shorter one that stands in the other, in whole per cent."""

    one: int
    other: int
    share: int


def copies(articles: Sequence[Sequence[str]], *, least: int = SAME) -> list[Copy]:
    """Return the pairs of articles, given as their words, that share at least so much, the nearest first."""
    shingles = [_shingles(words) for words in articles]
    found = [Copy(a, b, _share(shingles[a], shingles[b])) for a, b in combinations(range(len(articles)), 2)]
    return sorted((copy for copy in found if copy.share >= least), key=lambda copy: -copy.share)


def _shingles(words: Sequence[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(_runs(words))


def _runs(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for at in range(len(words) - SHINGLE + 1):
        yield tuple(words[at : at + SHINGLE])


def _share(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> int:
    shorter = min(len(one), len(other))
    return 100 * len(one & other) // shorter if shorter else 0
