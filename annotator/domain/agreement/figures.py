"""What is shown for each tag: four figures, never one, and beside them what they rest on."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np

from annotator.domain.agreement.articles import Article
from annotator.domain.agreement.bootstrap import DRAWS, Drawn, resample
from annotator.domain.agreement.characters import Characters, CharAlpha, char_alpha, characters
from annotator.domain.agreement.ratings import Floats
from annotator.domain.agreement.reasons import NO_COMMON_ARTICLE, NOTHING_MARKED, Figure, share
from annotator.domain.agreement.span_counts import SpanCounts, span_counts

_Scores = tuple[Figure, Figure, Figure, Figure]


class TagFigures(NamedTuple):
    """One tag over all articles; every F1 counts each pair of people on each article they share.

    `articles` counts what at least two finished, `annotations` all with the tag there, `pairs` those of people.
    """

    tag: str
    alpha: CharAlpha
    interval: Drawn
    iou_f1: Figure
    exact_f1: Figure
    relaxed_f1: Figure
    char_f1: Figure
    articles: int
    annotations: int
    pairs: int


def figures(
    articles: Sequence[Article], tags: Sequence[str], *, draws: int = DRAWS, seed: int = 0
) -> list[TagFigures]:
    """Return the figures of each tag."""
    chars, spans = characters(articles, tags), span_counts(articles, tags)
    shared = np.array([len(article.layers) > 1 for article in articles], bool)
    pairs = {pair for article in articles for pair in combinations(sorted(article.layers), 2)}
    return [
        TagFigures(
            tag,
            char_alpha(chars, tag),
            resample(chars.sums(tag)[shared], draws=draws, seed=seed),
            *_scores(chars, spans, place),
            int(shared.sum()),
            int(spans.size[shared, place].sum()),
            len(pairs),
        )
        for place, tag in enumerate(tags)
    ]


def pairwise(counted: Characters, tag: str) -> dict[tuple[str, str], CharAlpha]:
    """Return the character α of each two people, also of those without a common article."""
    return {pair: char_alpha(counted, tag, pair) for pair in combinations(counted.people, 2)}


def without_each(counted: Characters, tag: str) -> dict[str, CharAlpha]:
    """Return the character α of all others for each person: what is higher without them."""
    return {who: char_alpha(counted, tag, set(counted.people) - {who}) for who in counted.people}


def _scores(chars: Characters, spans: SpanCounts, place: int) -> _Scores:
    """Return the F1 by IoU, to the letter, roughly and by character."""
    people = (chars.who >= 0).sum(axis=1)
    others = np.maximum(0, people - 1)
    reason = NOTHING_MARKED if others.any() else NO_COMMON_ARTICLE
    size = _compared(spans.size[:, place], others)
    marked = _compared(chars.marked[:, place], others)
    return (
        share(2 * float(spans.shared[:, place].sum()), size, reason),
        share(2 * float(spans.exact[:, place].sum()), size, reason),
        share(2 * float(spans.relaxed[:, place].sum()), size, reason),
        share(2 * float(chars.both[:, place].sum()), marked, reason),
    )


def _compared(sizes: Floats, others: Floats) -> float:
    """Return how much stands in comparisons: each layer once for every other of its article."""
    return float((sizes.sum(axis=1) * others).sum())
