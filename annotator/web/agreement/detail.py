"""The detail of agreement: boundary or tag trouble, AC1, α without each person, competence, every article."""

from __future__ import annotations

from typing import Any

from flask import Response

from annotator.edge.asking import actor, reading
from annotator.edge.measuring import measured
from annotator.permissions import Act
from annotator.queries import projects
from annotator.services.agreement.positions import articles_of
from annotator.web.agreement import narrowing, plots
from annotator.web.agreement import words as say
from annotator.web.agreement.views import bp, tag_asked
from annotator.web.doors import enter, project_page
from annotator.web.languages import said

Record = dict[str, Any]


@bp.get("/projects/<slug>/agreement/detail")
def show_detail(slug: str) -> Response:
    """Show what tells one kind of trouble from another."""
    with reading() as opened:
        project = enter(opened, slug, Act.AGREEMENT_READ)
        scheme = projects.scheme(opened, project).data
        titles = {line.article: line.title for line in articles_of(opened, actor(), project)}
    labels = {tag: said(rule["label"]) or tag for tag, rule in scheme["tags"].items()}
    wanted = narrowing.asked(detail=True)
    found = measured(slug, wanted)
    return project_page(
        "agreement_detail.html",
        project,
        found=found,
        labels=labels,
        titles=titles,
        tag=tag_asked(list(labels)),
        wanted=wanted,
        kept=narrowing.kept(wanted),
        competence=_dots(found["detail"]["competence"]),
        number=say.number,
        why=say.why,
    )


def _dots(found: Record) -> list[tuple[Record, plots.Dot]]:
    axis = plots.Axis(0.0)
    return [(one, _dot(one, axis)) for one in found["people"]]


def _dot(one: Record, axis: plots.Axis) -> plots.Dot:
    interval = {"low": one["low"], "high": one["high"]}
    return plots.dot(
        one["annotator"],
        one["right"],
        interval,
        axis,
        {"few_articles": one["few_articles"], "reasons": {}},
        "right",
    )
