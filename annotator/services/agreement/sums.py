"""Every figure that is a sum over rows of pairs: per tag, pair, article, guideline version and week."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from sqlalchemy.orm import Session

from annotator.domain.agreement.figures import each_article, jackknife, pairwise, tag_figures, without_each
from annotator.domain.agreement.pair_rows import BOTH, ONE, OTHER, PairRows
from annotator.domain.agreement.two_coders import two_coders
from annotator.models import Project
from annotator.queries import finished
from annotator.records.agreement import jackknife_record, tag_record, two_coders_record
from annotator.services.agreement.behind import week_of
from annotator.services.agreement.choice import Asked, Chosen

SEED = 0

Record = dict[str, Any]


def additive(session: Session, project: Project, chosen: Chosen, asked: Asked) -> Record:
    """Return everything that is a sum over rows."""
    rows, tags = chosen.rows, chosen.tags
    return {
        "tags": {
            tag: record | {"jackknife": jackknife_record(jackknife(rows, tag))}
            for tag, record in by_tag(chosen, asked.draws).items()
        },
        "without_suggested": _tags(chosen.bare, tags) if chosen.all.unsuggested is not None else None,
        "pairwise": [_pair(pair, part, tags) for pair, part in pairwise(_present(rows)).items()],
        "leave_one_out": [
            {"without": name, "tags": _tags(part, tags)} for name, part in without_each(_present(rows)).items()
        ],
        "by_guideline": _by_guideline(chosen),
        "over_time": _over_time(session, project, chosen),
        "by_article": _by_article(rows, tags),
    }


def by_tag(chosen: Chosen, draws: int) -> dict[str, Record]:
    """Return the figures of each tag with their intervals."""
    return {tag: tag_record(tag_figures(chosen.rows, tag, draws=draws, seed=SEED)) for tag in chosen.tags}


def _tags(rows: PairRows, tags: Iterable[str]) -> dict[str, Record]:
    return {tag: tag_record(tag_figures(rows, tag)) for tag in tags}


def _present(rows: PairRows) -> PairRows:
    """Return the rows with only those people named who share an article with somebody."""
    there = np.unique(np.concatenate((rows.one, rows.other)))
    number = np.full(len(rows.people), -1)
    number[there] = np.arange(len(there))
    people = tuple(rows.people[at] for at in there.tolist())
    return PairRows(
        rows.articles,
        people,
        rows.tags,
        rows.article,
        number[rows.one],
        number[rows.other],
        rows.length,
        rows.counts,
    )


def _pair(pair: tuple[str, str], rows: PairRows, tags: Iterable[str]) -> Record:
    found = {tag: tag_record(tag_figures(rows, tag)) | two_coders_of(rows, tag) for tag in tags}
    return {"one": pair[0], "other": pair[1], "articles": len(np.unique(rows.article)), "tags": found}


def two_coders_of(rows: PairRows, tag: str) -> Record:
    """Return the coefficients of two people over all characters they share."""
    sums = rows.counts[:, rows.tags.index(tag)].sum(axis=0)
    both, one, other = sums[BOTH], sums[ONE], sums[OTHER]
    neither = float(rows.length.sum()) - one - other + both
    found = two_coders_record(two_coders([[both, one - both], [other - both, neither]]))
    reasons = found.pop("reasons")
    return {"coefficients": found | {"reasons": reasons}}


def _by_guideline(chosen: Chosen) -> list[Record]:
    """Return the figures of each guideline version, of pairs who worked under the same."""
    rows, versions = chosen.rows, chosen.all.guidelines
    of = [(_version(rows, versions, at, side) for side in (rows.one, rows.other)) for at in range(len(rows.one))]
    both = [one if one == other else "mixed" for one, other in of]
    known = sorted({version for version in both if version != "mixed"}, key=lambda v: (v is None, v or 0))
    return [
        {"guideline_version": version, **_part(rows.only(np.array([one == version for one in both])), chosen.tags)}
        for version in known
    ]


def _version(rows: PairRows, versions: Mapping[tuple[str, str], Any], at: int, side: Any) -> Any:
    return versions.get((rows.articles[rows.article[at]], rows.people[side[at]]))


def _over_time(session: Session, project: Project, chosen: Chosen) -> list[Record]:
    """Return the figures by the week in which the later of each two handed in; imported layers have none."""
    rows, times = chosen.rows, finished.handed_in(session, project)
    weeks = np.array([_week(rows, times, at) for at in range(len(rows.one))], str)
    found = sorted({week for week in weeks.tolist() if week})
    return [{"week": week, **_part(rows.only(weeks == week), chosen.tags)} for week in found]


def _week(rows: PairRows, times: Mapping[tuple[str, str], str], at: int) -> str:
    people = (rows.people[side[at]] for side in (rows.one, rows.other))
    return week_of(times, rows.articles[rows.article[at]], *people)


def _part(rows: PairRows, tags: Iterable[str]) -> Record:
    return {"articles": len(np.unique(rows.article)), "tags": _tags(rows, tags)}


def _by_article(rows: PairRows, tags: Iterable[str]) -> list[Record]:
    each = {tag: each_article(rows, tag) for tag in tags}
    found, count = np.unique(rows.article, return_counts=True)
    names = [rows.articles[number] for number in found.tolist()]
    return [
        {"article": name, "pairs": pairs, "tags": {tag: part[name] for tag, part in each.items()}}
        for name, pairs in zip(names, count.tolist(), strict=True)
    ]
