"""Near-duplicate texts, by shingles: of a few, such as wire copy in a story, exactly; of many, by MinHash."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from rensa import RMinHash

HASHES = 128
"""How many hashes stand for a text; how much two share is told in so many parts."""

BANDS = 64
WORDS, LETTERS, PAIR = 4, 8, 2
LIKE, INSIDE = 0.4, 0.8
"""Near duplicates share this much of both together, or this much of the shorter one."""

FEW = 400
"""So many texts are compared each with each; of more, those that MinHash brings together."""

_WORD = re.compile(r"\w+")

Digests = npt.NDArray[np.uint32]


class Copy(NamedTuple):
    """Two texts by number, and the share of the shorter one that stands in the other, in whole per cent."""

    one: int
    other: int
    share: int


class Near(NamedTuple):
    """Two texts, and how many of `HASHES` hashes they share; `duplicate` when that is too much for two parts.

    `words` are the hashes they share of single words, told of the nearest pair only.
    """

    one: str
    other: str
    shared: int
    duplicate: bool
    words: int = 0


def shingles(text: str) -> set[str]:
    """Return the runs of words of a text; of letters where a script puts no spaces between its words."""
    return _runs_and_words(text)[0]


def _runs_and_words(text: str) -> tuple[set[str], set[str]]:
    words = _WORD.findall(text.casefold())
    if len(words) * 12 < len(text):
        run = "".join(text.casefold().split())
        return _cut(run, LETTERS), _cut(run, PAIR)
    return {" ".join(words[at : at + WORDS]) for at in range(max(1, len(words) - WORDS + 1))}, set(words) or {""}


def _cut(run: str, long: int) -> set[str]:
    return {run[at : at + long] for at in range(max(1, len(run) - long + 1))}


def is_near(like: float, inside: float) -> bool:
    """Tell whether two texts that share so much of both together, and of the shorter one, are near duplicates."""
    return like >= LIKE or inside >= INSIDE


def copies(texts: Sequence[str]) -> list[Copy]:
    """Return which of a few texts are near duplicates, the nearest first; one run of words tells nothing."""
    runs = [shingles(text) for text in texts]
    found = []
    for one, other in combinations(range(len(texts)), 2):
        both, shorter = len(runs[one] & runs[other]), min(len(runs[one]), len(runs[other]))
        if shorter > 1 and is_near(both / len(runs[one] | runs[other]), both / shorter):
            found.append(Copy(one, other, 100 * both // shorter))
    return sorted(found, key=lambda copy: -copy.share)


class Sketches:
    """The texts of a corpus as sketches of runs and of words: a kilobyte a text, whatever its length."""

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._sizes: list[int] = []
        self._digests = bytearray()
        self._words = bytearray()

    def add(self, name: str, text: str) -> None:
        """Take one more text."""
        runs, words = _runs_and_words(text)
        self._ids.append(name)
        self._sizes.append(len(runs))
        self._digests += _sketch(runs)
        self._words += _sketch(words)

    def pairs(self) -> list[Near]:
        """Return every pair that shares something, in order of ids; texts are compared once each."""
        digests = _rows(self._digests)
        few = len(self._ids) <= FEW
        candidates = combinations(range(len(self._ids)), 2) if few else _met(digests)
        return sorted(self._near(digests, one, other) for one, other in candidates)

    def nearest(self, part_of: Mapping[str, str]) -> Near | None:
        """Return the two texts of different parts that share the most runs, or words where none shares a run.

        Each is compared with each of the other parts. None when all are in one part.
        """
        parts = [part_of[name] for name in self._ids]
        runs, words = _rows(self._digests), _rows(self._words)
        found = _most_alike(runs, self._ids, parts)
        if found is not None and not (runs[found[0]] == runs[found[1]]).any():
            found = _most_alike(words, self._ids, parts)
        if found is None:
            return None
        one, other = found
        return self._near(runs, one, other)._replace(words=int((words[one] == words[other]).sum()))

    def _near(self, digests: Digests, one: int, other: int) -> Near:
        shared = int((digests[one] == digests[other]).sum())
        like = shared / HASHES
        # |A ∩ B| = J (|A| + |B|) / (1 + J)
        both = like * (self._sizes[one] + self._sizes[other]) / (1 + like)
        inside = both / min(self._sizes[one], self._sizes[other])
        first, second = sorted((self._ids[one], self._ids[other]))
        return Near(first, second, shared, is_near(like, inside))


def _sketch(found: set[str]) -> bytes:
    sketch = RMinHash(num_perm=HASHES, seed=1)
    sketch.update(list(found))
    return np.array(sketch.digest(), np.uint32).tobytes()


def _rows(digests: bytearray) -> Digests:
    return np.frombuffer(digests, np.uint32).reshape(-1, HASHES)


def _most_alike(digests: Digests, ids: Sequence[str], parts: Sequence[str]) -> tuple[int, int] | None:
    """Return the two of different parts with the most equal hashes, the same whatever order they came in.

    Each is held against all of the parts before its own, a column at a time; the largest part comes first.
    """
    sizes = Counter(parts)
    order = sorted(range(len(ids)), key=lambda at: (-sizes[parts[at]], parts[at], ids[at]))
    columns = np.ascontiguousarray(digests[order].T)
    found, most, start = None, -1, 0
    for row in range(1, len(order)):
        if parts[order[row]] != parts[order[row - 1]]:
            start = row
        if not start:
            continue
        counts = np.zeros(start, np.uint8)
        for column in columns:
            counts += column[:start] == column[row]
        at = int(counts.argmax())
        if counts[at] > most:
            found, most = (order[at], order[row]), int(counts[at])
    return found


def _met(digests: Digests) -> set[tuple[int, int]]:
    """Return the pairs that agree in all hashes of at least one band."""
    found: set[tuple[int, int]] = set()
    for band in np.split(digests, BANDS, axis=1):
        keys = np.ascontiguousarray(band).view(np.uint64).ravel()
        order = np.argsort(keys, kind="stable")
        edges = np.concatenate([[0], np.flatnonzero(np.diff(keys[order])) + 1, [len(keys)]])
        for group in np.flatnonzero(np.diff(edges) > 1):
            found.update(combinations(order[edges[group] : edges[group + 1]].tolist(), 2))
    return found


def near_pairs(texts: Mapping[str, str]) -> list[Near]:
    """Return how near each two texts are, by id; of many texts only those that are near at all."""
    sketches = Sketches()
    for name, text in texts.items():
        sketches.add(name, text)
    return sketches.pairs()
