"""Align the sentences of articles about one event by the words they share, the rare ones counting most.

Sentences are bags of words weighted by tf-idf over the sentences of the story; two say the same when the cosine
of their weights reaches `NEAR` and they share at least `LEAST` words. Groups grow from the nearest pair on, at
most one sentence an article, each new one near the group as a whole (average linkage).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

NEAR = 0.32
LEAST = 3
LONG_WORD = 3
"""Shorter words say little; scripts without spaces come as single characters and keep them."""

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Sentence:
    """A sentence of one article: the article's number, its offsets there, its words in small letters."""

    article: int
    start: int
    end: int
    words: tuple[str, ...]


@dataclass(frozen=True)
class Fact:
    """Sentences of different articles that say the same, in order of article, and how near they are (0 to 1)."""

    sentences: tuple[Sentence, ...]
    nearness: float

    @property
    def articles(self) -> frozenset[int]:
        """Return the numbers of the articles that report it."""
        return frozenset(sentence.article for sentence in self.sentences)


def align(sentences: Sequence[Sentence], *, near: float = NEAR) -> list[Fact]:
    """Return what two or more articles report, what most report first, then by place in the first of them."""
    likeness = _likeness(sentences)
    pairs = ((float(likeness[a, b]), a, b) for a, b in zip(*np.nonzero(np.triu(likeness >= near, 1)), strict=True))
    group_of: dict[int, list[int]] = {}
    for _, a, b in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        one, other = group_of.get(a, [int(a)]), group_of.get(b, [int(b)])
        if one is not other and _fit(one, other, sentences, likeness, near):
            joined = [*one, *other]
            group_of.update(dict.fromkeys(joined, joined))
    groups = {id(group): group for group in group_of.values()}.values()
    facts = [_fact(group, sentences, likeness) for group in groups]
    return sorted(
        facts, key=lambda fact: (-len(fact.sentences), fact.sentences[0].article, fact.sentences[0].start)
    )


def _fit(
    one: Sequence[int], other: Sequence[int], sentences: Sequence[Sentence], likeness: Floats, near: float
) -> bool:
    articles = {sentences[number].article for number in one} & {sentences[number].article for number in other}
    return not articles and float(likeness[np.ix_(one, other)].mean()) >= near


def _fact(group: Sequence[int], sentences: Sequence[Sentence], likeness: Floats) -> Fact:
    ordered = sorted(group, key=lambda number: sentences[number].article)
    inside = likeness[np.ix_(ordered, ordered)]
    size = len(ordered)
    return Fact(
        tuple(sentences[n] for n in ordered), float((inside.sum() - np.trace(inside)) / (size * (size - 1)))
    )


def _likeness(sentences: Sequence[Sentence]) -> Floats:
    """Return the cosine of every pair, shape (sentences, sentences); 0 inside an article or for too few words."""
    bags = [Counter(_content(sentence.words)) for sentence in sentences]
    spread = Counter(word for bag in bags for word in bag)
    place = {word: number for number, word in enumerate(spread)}
    weights = np.zeros((len(bags), len(place)))
    for number, bag in enumerate(bags):
        for word, count in bag.items():
            weights[number, place[word]] = (1 + log(count)) * log(1 + len(bags) / spread[word])
    lengths = np.linalg.norm(weights, axis=1, keepdims=True)
    shares = np.divide(weights, lengths, out=np.zeros_like(weights), where=lengths > 0)
    shared = (weights > 0).astype(float) @ (weights > 0).astype(float).T
    article = np.array([sentence.article for sentence in sentences])
    apart = article[:, None] != article[None, :]
    found: Floats = np.where(apart & (shared >= LEAST), shares @ shares.T, 0.0)
    return found


def _content(words: Sequence[str]) -> Iterator[str]:
    return (word for word in words if len(word) >= LONG_WORD or word.isdigit() or not word.isascii())
