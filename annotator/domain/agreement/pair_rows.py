"""One row for each article and each two who finished it: every figure that adds up is a sum over rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from annotator.domain.agreement.articles import Article
from annotator.domain.agreement.characters import count_characters
from annotator.domain.agreement.marks import Marks, read_marks
from annotator.domain.agreement.ratings import Floats, Ints, tally
from annotator.domain.agreement.span_counts import count_spans
from annotator.domain.agreement.sweep import pairs

BOTH, ONE, OTHER, EXACT, RELAXED, SHARED, SIZE_ONE, SIZE_OTHER = range(8)
"""The columns of a tag: characters that both, the one and the other marked; annotations equal to the letter,
overlapping, and their summed IoU, one to one; annotations of the one and of the other."""

Chosen = npt.NDArray[np.bool_]


class Groups(NamedTuple):
    """Rows by article: which articles have any, the place of each row among these, their people and length."""

    found: Ints
    at: Ints
    people: Floats
    length: Floats


@dataclass(frozen=True)
class PairRows:
    """The rows: `article`, `one` and `other` number articles and people; `length` is that of the text.

    `counts` has shape (rows, tags, 8). `people` and `articles` name all that were looked at.
    """

    articles: tuple[str, ...]
    people: tuple[str, ...]
    tags: tuple[str, ...]
    article: Ints
    one: Ints
    other: Ints
    length: Floats
    counts: Floats

    @cached_property
    def pairs(self) -> int:
        """Return how many pairs of people share an article."""
        first, second = np.minimum(self.one, self.other), np.maximum(self.one, self.other)
        return len(np.unique(first * len(self.people) + second))

    @cached_property
    def groups(self) -> Groups:
        """Return the rows by article, found once for all tags."""
        found, at = np.unique(self.article, return_inverse=True)
        number = tally(at, np.ones(len(at)), len(found))
        people = np.round((np.sqrt(1 + 8 * number) - 1) / 2) + 1
        return Groups(found, at, people, tally(at, self.length, len(found)) / np.maximum(1, number))

    def only(self, chosen: Chosen) -> PairRows:
        """Return the chosen rows."""
        picked = {name: getattr(self, name)[chosen] for name in ("article", "one", "other", "length", "counts")}
        return replace(self, **picked)

    def between(self, people: Iterable[str]) -> PairRows:
        """Return the rows of which both are among these people; where there is none, nobody else is named."""
        wanted = set(people)
        chosen = np.array([name in wanted for name in self.people], bool)
        found = self.only(chosen[self.one] & chosen[self.other] if len(chosen) else np.zeros(0, bool))
        return found if len(found.article) else replace(found, people=tuple(sorted(wanted)))

    def of_articles(self, articles: Iterable[str]) -> PairRows:
        """Return the rows of these articles."""
        wanted = set(articles)
        chosen = np.array([name in wanted for name in self.articles], bool)
        return self.only(chosen[self.article] if len(chosen) else np.zeros(0, bool))


def pair_rows(articles: Sequence[Article], tags: Sequence[str]) -> PairRows:
    """Return the rows of all articles that two finished."""
    return rows_of(read_marks(articles, tags), [article.id for article in articles])


def rows_of(marks: Marks, articles: Sequence[str]) -> PairRows:
    """Return the rows of annotations that stand in arrays; `articles` are their names."""
    chars, spans = count_characters(marks), count_spans(marks)
    parts: dict[str, list[Any]] = {name: [] for name in ("article", "one", "other", "length", "counts")}
    for column, (one, other) in enumerate(pairs(marks.slots)):
        there = np.flatnonzero((marks.who[:, one] >= 0) & (marks.who[:, other] >= 0))
        parts["article"].append(there)
        parts["one"].append(marks.who[there, one])
        parts["other"].append(marks.who[there, other])
        parts["length"].append(marks.length[there])
        columns = [chars.both[..., column], chars.marked[..., one], chars.marked[..., other]]
        columns += [spans.exact[..., column], spans.relaxed[..., column], spans.shared[..., column]]
        columns += [spans.size[..., one], spans.size[..., other]]
        parts["counts"].append(np.stack(columns, axis=-1)[there])
    empty = np.zeros(0, np.int64), np.zeros((0, len(marks.tags), 8))
    article, one_, other_ = (np.concatenate([empty[0], *parts[name]]) for name in ("article", "one", "other"))
    order = np.argsort(article, kind="stable")
    length = np.concatenate([np.zeros(0), *parts["length"]])
    counts = np.concatenate([empty[1], *parts["counts"]])
    places = article[order], one_[order], other_[order], length[order], counts[order]
    return PairRows(tuple(articles), marks.people, marks.tags, *places)


def joined(parts: Sequence[PairRows]) -> PairRows:
    """Return the rows of several, of the same tags and with no article in common, as one."""
    articles = tuple(name for part in parts for name in part.articles)
    people = tuple(sorted({name for part in parts for name in part.people}))
    numbers = {name: number for number, name in enumerate(people)}
    shifts = np.cumsum([0, *(len(part.articles) for part in parts)])
    named = [np.array([numbers[name] for name in part.people], np.int64) for part in parts]
    return PairRows(
        articles,
        people,
        parts[0].tags,
        np.concatenate([part.article + shift for part, shift in zip(parts, shifts[:-1], strict=True)]),
        np.concatenate([names[part.one] for part, names in zip(parts, named, strict=True)]),
        np.concatenate([names[part.other] for part, names in zip(parts, named, strict=True)]),
        np.concatenate([part.length for part in parts]),
        np.concatenate([part.counts for part in parts]),
    )


def without(rows: PairRows, articles: Iterable[str]) -> PairRows:
    """Return the rows without these articles, which are forgotten by name too."""
    gone = set(articles)
    kept = np.array([name not in gone for name in rows.articles], bool)
    number = np.cumsum(kept) - 1
    left = rows.only(kept[rows.article] if len(kept) else np.zeros(0, bool))
    names = tuple(name for name in rows.articles if name not in gone)
    return replace(left, articles=names, article=number[left.article])


def per_article(rows: PairRows, tag: str) -> tuple[Ints, Floats]:
    """Return the articles that have rows, and for each what all figures of a tag need, shape (articles, 11).

    The columns are values, those that say marked, coincidences of marked with marked, and units (of α); then
    twice the summed IoU, exact, overlapping and shared characters, and what these are shares of: annotations
    in comparisons and characters in comparisons; then annotations, each once.
    """
    found, at, people, length = rows.groups
    counts = rows.counts[:, rows.tags.index(tag)]

    def add(values: Floats) -> Floats:
        return tally(at, values, len(found))

    both = 2 * add(counts[:, BOTH])
    marked, sizes = add(counts[:, ONE] + counts[:, OTHER]), add(counts[:, SIZE_ONE] + counts[:, SIZE_OTHER])
    divide = np.maximum(1, people - 1)
    columns = [length * people, marked / divide, both / divide, length]
    columns += [2 * add(counts[:, SHARED]), 2 * add(counts[:, EXACT]), 2 * add(counts[:, RELAXED]), both]
    columns += [sizes, marked, sizes / divide]
    return found, np.stack(columns, axis=1)
