"""What is shown for each tag: several figures, never one, and beside them what they rest on."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np

from annotator.domain.agreement.articles import Article
from annotator.domain.agreement.bootstrap import DRAWS, Drawn, Statistic, resample_each
from annotator.domain.agreement.characters import CharAlpha, ac1_of_sums, alpha_of_sums, alphas
from annotator.domain.agreement.pair_rows import PairRows, pair_rows, per_article
from annotator.domain.agreement.ratings import Floats
from annotator.domain.agreement.reasons import (
    NO_COMMON_ARTICLE,
    NO_PAIRABLE_VALUES,
    NOTHING_MARKED,
    Figure,
    share,
)

SCORES = {"exact": (5, 8), "relaxed": (6, 8), "iou_weighted": (4, 8), "char": (7, 9)}
"""Each F1 by its name, with the columns of `per_article` that it is a share of."""

FEWEST_FOR_JACKKNIFE = 4
WIDTH_95 = 1.959963984540054


class TagFigures(NamedTuple):
    """One tag over all articles; every F1 counts each pair of people on each article they share.

    `articles` counts what at least two finished, `annotations` all with the tag there, `pairs` those of people.
    `intervals` are by the names of the scores, and `alpha`.
    """

    tag: str
    alpha: CharAlpha
    f1: dict[str, Figure]
    intervals: dict[str, Drawn]
    articles: int
    annotations: int
    pairs: int
    ac1: Figure


class Jackknife(NamedTuple):
    """How much α hangs on single people: its standard error, and the interval of 95 % that follows."""

    error: float
    low: float
    high: float


def figures(
    articles: Sequence[Article], tags: Sequence[str], *, draws: int = DRAWS, seed: int = 0
) -> list[TagFigures]:
    """Return the figures of each tag."""
    rows = pair_rows(articles, tags)
    return [tag_figures(rows, tag, draws=draws, seed=seed) for tag in tags]


def tag_figures(rows: PairRows, tag: str, *, draws: int = 0, seed: int = 0) -> TagFigures:
    """Return the figures of one tag, with intervals when there are draws to be made."""
    _, table = per_article(rows, tag)
    reason = NO_COMMON_ARTICLE if len(rows.people) > 1 else NO_PAIRABLE_VALUES
    return TagFigures(
        tag,
        alpha_of_sums(table, reason),
        _scores(table),
        resample_each(table, STATISTICS, draws=draws, seed=seed),
        len(table),
        round(float(table[:, 10].sum())),
        rows.pairs,
        ac1_of_sums(table),
    )


def each_article(rows: PairRows, tag: str) -> dict[str, dict[str, float | None]]:
    """Return α and every F1 of each article by itself, None where undefined."""
    found, table = per_article(rows, tag)
    columns = {name: [None if np.isnan(v) else v for v in of(table).tolist()] for name, of in STATISTICS.items()}
    names = [rows.articles[number] for number in found.tolist()]
    return {name: {key: column[at] for key, column in columns.items()} for at, name in enumerate(names)}


def pairwise(rows: PairRows) -> dict[tuple[str, str], PairRows]:
    """Return the rows of each two people, also of those without a common article."""
    return {
        (rows.people[one], rows.people[other]): rows.only((rows.one == one) & (rows.other == other))
        for one, other in combinations(range(len(rows.people)), 2)
    }


def without_each(rows: PairRows) -> dict[str, PairRows]:
    """Return the rows of all others for each person: what is higher without them."""
    return {
        name: rows.only((rows.one != number) & (rows.other != number)) for number, name in enumerate(rows.people)
    }


def jackknife(rows: PairRows, tag: str) -> Jackknife | None:
    """Return how much the α of a tag hangs on single people; None under four, or where one makes it undefined."""
    if len(rows.people) < FEWEST_FOR_JACKKNIFE:
        return None
    whole = tag_figures(rows, tag).alpha.alpha
    left = [tag_figures(others, tag).alpha.alpha for others in without_each(rows).values()]
    known = [value for value in left if value is not None]
    if whole is None or len(known) < len(left):
        return None
    size = len(known)
    error = float(np.sqrt((size - 1) / size * ((np.array(known) - np.mean(known)) ** 2).sum()))
    return Jackknife(error, whole - WIDTH_95 * error, min(1.0, whole + WIDTH_95 * error))


def _scores(table: Floats) -> dict[str, Figure]:
    reason = NOTHING_MARKED if len(table) else NO_COMMON_ARTICLE
    sums = table.sum(axis=0).tolist()
    return {name: share(sums[part], sums[of], reason) for name, (part, of) in SCORES.items()}


def _ratio(part: int, of: int) -> Statistic:
    def ratios(sums: Floats) -> Floats:
        parts, wholes = sums[..., part], sums[..., of]
        return np.divide(parts, wholes, out=np.full_like(parts, np.nan), where=wholes > 0)

    return ratios


STATISTICS: dict[str, Statistic] = {"alpha": alphas} | {name: _ratio(*at) for name, at in SCORES.items()}
"""Every figure of a tag as a function of summed columns."""
