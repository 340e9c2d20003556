"""Measure on aligned groups: attributes, sources, tags against tags, boundaries, links, omissions, verdicts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from statistics import median
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from annotator.domain.agreement import omissions
from annotator.domain.agreement.aligned import (
    NONE,
    Aligned,
    Moves,
    OnGroups,
    attribute_alphas,
    boundary_moves,
    confusion,
    link_counts,
    source_alpha,
)
from annotator.domain.agreement.alpha import alpha
from annotator.domain.agreement.articles import Article
from annotator.domain.agreement.metrics import ORDERS
from annotator.domain.agreement.reasons import NOT_ADJUDICATED, Figure
from annotator.domain.cases.readings import Reading
from annotator.domain.schemes import Scheme
from annotator.models import FactCheck, Project
from annotator.queries import finished, projects
from annotator.records.agreement import alpha_record, figures_record
from annotator.services.review.aligning import Alignments

POINTS = "omission"
"""The tag whose content is compared."""

Record = dict[str, Any]


def on_groups(
    session: Session, project: Project, found: Alignments, people: Collection[str], tags: Sequence[str]
) -> Record:
    """Return everything that is measured on aligned groups between these people."""
    placed = [(among(part, people), boundaries) for part, boundaries in found.parts]
    placed = [(part, boundaries) for part, boundaries in placed if len(part.people) > 1]
    parts = [part for part, _ in placed]
    scheme = projects.scheme(session, project)
    return {
        "aligned": {"articles": len(parts), "left": len(found.left)},
        "attributes": {
            tag: {
                name: _group(one)
                for name, one in attribute_alphas(parts, tag, scheme.tags[tag].attributes).items()
            }
            for tag in tags
        },
        "sources": {tag: _group(source_alpha(parts, tag)) for tag in tags},
        "relations": _relations(parts),
        "omissions": _omissions(session, project, placed),
        "confusion": _confusion(parts, tags),
        "boundaries": [{"annotator": name, **_moves(one)} for name, one in sorted(boundary_moves(parts).items())],
    }


def among(part: Aligned, people: Collection[str]) -> Aligned:
    """Return the article as these people read it."""
    layers = {name: layer for name, layer in part.article.layers.items() if name in people}
    groups = (tuple(one for one in group if one.layer in people) for group in part.groups)
    return replace(
        part, article=Article(part.article.id, part.article.length, layers), groups=tuple(g for g in groups if g)
    )


def verdicts(session: Session, project: Project) -> Record:
    """Return ordinal α over the verdicts that people proposed on the fact-checks of the project."""
    order = ORDERS["verdict"]
    units = []
    for body in session.scalars(select(FactCheck.body).where(FactCheck.project_id == project.id)):
        given = {one.get("by"): one.get("verdict") for one in body.get("proposals", [])}
        units.append([order.index(verdict) if verdict in order else None for verdict in given.values()])
    found = alpha(units, "ordinal")
    return alpha_record(found, metric="ordinal", not_enough_evidence="missing", fact_checks=len(units))


def _attributes(parts: Sequence[Aligned], tag: str, scheme: Scheme) -> Record:
    found = attribute_alphas(parts, tag, scheme.tags[tag].attributes)
    return {name: _group(one) for name, one in found.items()}


def _group(found: OnGroups) -> Record:
    return alpha_record(found.alpha, metric=found.metric, aligned=found.aligned, annotations=found.annotations)


def _relations(parts: Sequence[Aligned]) -> Record:
    counts = link_counts(parts)
    scores = counts.scores()
    named = {"labelled_f1": scores.labelled, "unlabelled_f1": scores.unlabelled}
    return figures_record(
        named | {"labelled_f1_given_spans": scores.labelled_given_spans}, compared_links=counts.links
    )


def _omissions(session: Session, project: Project, placed: Sequence[tuple[Aligned, list[int]]]) -> Record:
    articles = [(part.article, boundaries) for part, boundaries in placed]
    events = {f"event_f1_{near}": omissions.pooled_event_f1(articles, near) for near in (0, 1)}
    return {
        "slots": alpha_record(
            omissions.slot_alpha(articles), metric="masi", slots=sum(len(b) for _, b in articles)
        ),
        **figures_record(events | {"content_f1": _content(session, project, [one for one, _ in articles])}),
        "whole_articles": alpha_record(omissions.article_alpha(one for one, _ in articles), metric="masi"),
    }


def _content(session: Session, project: Project, articles: Sequence[Article]) -> Figure:
    """Return content F1 on the articles whose gold is adjudicated: only then it is known what says the same."""
    ruled = finished.ruled_same(session, project, [one.id for one in articles])
    if not ruled:
        return Figure(None, NOT_ADJUDICATED)
    same = [ids for sets in ruled.values() for ids in sets]

    def alike(one: Reading, other: Reading) -> bool:
        cited = [{link.get("source") for link in reading.sources} for reading in (one, other)]
        return bool(cited[0] & cited[1]) or any({one.id, other.id} <= ids for ids in same)

    return omissions.pooled_content_f1([one for one in articles if one.id in ruled], POINTS, alike)


def _confusion(parts: Iterable[Aligned], tags: Sequence[str]) -> Record:
    counts: Mapping[tuple[str, str], int] = confusion(parts)
    names = [*tags, NONE]
    return {"tags": names, "counts": [[counts.get((one, other), 0) for other in names] for one in names]}


def _moves(found: Moves) -> Record:
    return {"pairs": len(found.start), "start": _spread(found.start), "end": _spread(found.end)}


def _spread(moves: Sequence[int]) -> Record:
    """Return the median, signed, and how far apart boundaries are, unsigned: equal, median, nine of ten."""
    far = sorted(map(abs, moves))
    return {
        "median": float(median(moves)),
        "equal": far.count(0),
        "median_distance": float(median(far)),
        "ninth_decile": far[min(len(far) - 1, len(far) * 9 // 10)],
    }
