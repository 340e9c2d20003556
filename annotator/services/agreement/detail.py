"""What tells one kind of trouble from another: the u-α family, and how often each person is probably right."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import reduce
from typing import Any

from sqlalchemy.orm import Session

from annotator.domain.agreement.aligned import NONE, Aligned
from annotator.domain.agreement.bootstrap import LEVEL
from annotator.domain.agreement.competence import DRAWS, Competence, competences
from annotator.domain.agreement.reasons import NO_COMMON_ARTICLE, OVERLAPPING_UNITS, Figure
from annotator.domain.agreement.u_alpha import Counts, UAlpha, count_units, family
from annotator.domain.cases.readings import Reading
from annotator.domain.regions import boilerplate
from annotator.domain.segments import Segment
from annotator.models import Project
from annotator.queries import finished
from annotator.records.agreement import figures_record
from annotator.services.agreement.groups import among
from annotator.services.review.aligning import Alignments

Record = dict[str, Any]
Texts = Mapping[str, tuple[int, list[Segment]]]
"""Of each article, its length and what of it is boilerplate."""


def detail(
    session: Session, project: Project, found: Alignments, people: Collection[str], tags: Sequence[str]
) -> Record:
    """Return the family and the competences between these people, over all articles that two of them finished."""
    parts = [part for part in (among(one, people) for one, _ in found.parts) if len(part.people) > 1]
    texts = {
        row.public_id: (row.length, boilerplate(row.regions))
        for row in finished.articles_of(session, project, [part.article.id for part in parts])
    }
    return {
        "u_alpha": {
            "all": _family(parts, texts, tags),
            "tags": {tag: _family(parts, texts, [tag]) for tag in tags},
        },
        "competence": competence(parts, tags),
    }


def competence(parts: Sequence[Aligned], tags: Sequence[str]) -> Record:
    """Return how often each person is probably right, by Dawid–Skene on what all say of each group."""
    votes, articles = votes_of(parts)
    found = competences(votes, articles, [*tags, NONE])
    return {
        "model": found.model,
        "items": found.items,
        "draws": DRAWS,
        "level": LEVEL,
        "people": [{"annotator": name, **_competence(one)} for name, one in sorted(found.people.items())],
    }


def votes_of(parts: Sequence[Aligned]) -> tuple[dict[str, dict[str, str | None]], list[str]]:
    """Return what each person says of each group, and in which article it stands; marking nothing is a vote."""
    votes: dict[str, dict[str, str | None]] = {}
    articles: list[str] = []
    for part in parts:
        for number, group in enumerate(part.groups):
            said = {reading.layer: reading.tag for reading in group}
            votes[f"{part.article.id} {number}"] = {name: said.get(name, NONE) for name in part.people}
            articles.append(part.article.id)
    return votes, articles


def _family(parts: Sequence[Aligned], texts: Texts, tags: Sequence[str]) -> Record:
    """Return the family over all articles in which nobody's annotations with these tags overlap."""
    codes = {tag: code for code, tag in enumerate(tags, 1)}
    added = [_units(part, texts, codes) for part in parts]
    counts = [one for one in added if isinstance(one, Counts)]
    if not counts:
        reason = OVERLAPPING_UNITS if OVERLAPPING_UNITS in added else NO_COMMON_ARTICLE
        nothing = Figure(None, reason)
        each = dict.fromkeys(tags, nothing)
        return _record(UAlpha(nothing, nothing, nothing, each, dict(each)), 0, added.count(OVERLAPPING_UNITS))
    return _record(family(reduce(Counts.plus, counts), codes), len(counts), added.count(OVERLAPPING_UNITS))


def _units(part: Aligned, texts: Texts, codes: Mapping[str, int]) -> Counts | str:
    length, outside = texts[part.article.id]
    layers = {
        name: [_moved(one, outside) for one in layer if one.tag in codes]
        for name, layer in part.article.layers.items()
    }
    return count_units(layers, length - sum(one.length for one in outside), codes)


def _moved(reading: Reading, outside: Sequence[Segment]) -> Reading:
    """Return the reading where it stands when boilerplate is cut out."""
    segments = tuple(Segment(_before(one.start, outside), _before(one.end, outside)) for one in reading.segments)
    return Reading(reading.id, reading.layer, reading.tag, reading.kind, segments)


def _before(place: int, outside: Sequence[Segment]) -> int:
    return place - sum(min(place, one.end) - one.start for one in outside if one.start < place)


def _record(found: UAlpha, articles: int, left: int) -> Record:
    figures = {"u": found.u, "binary": found.binary, "cu": found.cu}
    return figures_record(
        figures,
        articles=articles,
        overlapping=left,
        per_tag=figures_record(found.per_value),
        coverage=figures_record(found.coverage),
    )


def _competence(one: Competence) -> Record:
    return {
        "votes": one.votes,
        "right": one.right,
        "low": one.low,
        "high": one.high,
        "few_articles": one.few_articles,
        "per_tag": one.per_label,
    }
