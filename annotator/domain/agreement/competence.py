"""Competence: how often a person is probably right, from how all vote; intervals come from resampling articles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from annotator.domain.agreement.bootstrap import FEW_ARTICLES, LEVEL, draw_weights
from annotator.domain.agreement.dawid_skene import (
    SMOOTHING,
    Coins,
    Fit,
    Table,
    Votes,
    fit,
    model_for,
    tabulate,
)
from annotator.domain.agreement.ratings import Floats, Ints

DRAWS = 200
"""Each draw is an estimate of its own: fewer than where figures add up."""

_ENOUGH = 1e-4


class Competence(NamedTuple):
    """How probably a person is right on an item drawn at random, with its interval of 95 % over articles.

    `per_label` says how often they give a label where it is true, None where it is never true. `low` and
    `high` are None where there is one article only; under ten, `few_articles` says that they are uncertain.
    """

    votes: int
    right: float
    low: float | None
    high: float | None
    per_label: dict[str, float | None]
    few_articles: bool


class Competences(NamedTuple):
    """The model that the votes suffice for, None for none, and what it finds of each person."""

    model: Coins | None
    items: int
    people: dict[str, Competence]


def competences(
    votes: Votes, articles: Sequence[str], labels: Sequence[str], *, draws: int = DRAWS, seed: int = 0
) -> Competences:
    """Return the competence of each person; `articles` says where each item stands, in the order of the votes.

    With votes for no model nobody is judged: two or three people and few items are no better than a majority.
    """
    model = model_for(votes)
    if model is None:
        return Competences(None, len(votes), {})
    table = tabulate(votes, labels)
    found = fit(table, table.times, coins=model, smoothing=SMOOTHING)
    spread = _spread(table, found, _by_article(table, articles), model, draws, seed)
    people = enumerate(table.people)
    return Competences(
        model, len(votes), {name: _of(table, found, spread, labels, row, articles) for row, name in people}
    )


def right(found: Fit) -> Floats:
    """Return for each person the chance of being right, by how often each label is true."""
    return np.asarray(np.einsum("k,pkk->p", found.prior, found.confusion))


def _by_article(table: Table, articles: Sequence[str]) -> Floats:
    """Return how often each pattern stands in each article, shape (articles, patterns)."""
    names, rows = np.unique(np.asarray(articles), return_inverse=True)
    counts = np.zeros((len(names), len(table.times)))
    np.add.at(counts, (rows.ravel(), table.pattern), 1)
    return counts


def _spread(table: Table, found: Fit, counts: Floats, model: Coins, draws: int, seed: int) -> Floats:
    """Return the chances of being right over draws of articles, shape (draws, people)."""
    if len(counts) < 2:
        return np.zeros((0, len(table.people)))
    weights = draw_weights(len(counts), draws, seed) @ counts
    # Each draw starts from what all articles say, so that labels cannot swap.
    drawn = (
        fit(table, one, coins=model, smoothing=SMOOTHING, start=found.posterior, enough=_ENOUGH) for one in weights
    )
    return np.array([right(one) for one in drawn]).reshape(-1, len(table.people))


def _of(
    table: Table, found: Fit, spread: Floats, labels: Sequence[str], row: int, articles: Sequence[str]
) -> Competence:
    voted = table.given[row].any(axis=1)
    tail = (1 - LEVEL) / 2
    low, high = np.quantile(spread[:, row], [tail, 1 - tail]).tolist() if len(spread) else (None, None)
    own = found.confusion[row].diagonal().tolist()
    there = found.prior > 0
    return Competence(
        int(table.times[voted].sum()),
        float(right(found)[row]),
        low,
        high,
        {label: own[at] if there[at] else None for at, label in enumerate(labels)},
        _seen(table, voted, articles) < FEW_ARTICLES,
    )


def _seen(table: Table, voted: Ints, articles: Sequence[str]) -> int:
    """Return in how many articles there is a vote of this person."""
    return len({article for article, pattern in zip(articles, table.pattern, strict=True) if voted[pattern]})
