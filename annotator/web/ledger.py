"""Sources and fact-checks of a project, as lists."""

from __future__ import annotations

from flask import Blueprint, Response

from annotator.edge.asking import actor, reading
from annotator.models import FactCheck, Source
from annotator.permissions import Act
from annotator.queries import ledger, projects
from annotator.web.doors import enter, project_page
from annotator.web.parameters import sheet

bp = Blueprint("ledger_pages", __name__)


@bp.get("/projects/<slug>/sources")
def show_sources(slug: str) -> Response:
    """Show the sources the visitor may see."""
    with reading() as opened:
        project = enter(opened, slug)
        query = ledger.sources_visible_to(actor()).where(Source.project_id == project.id)
        rows, around = sheet(opened.scalars(query.order_by(Source.title, Source.id)).all())
        scheme = projects.scheme(opened, project).data
    return project_page("sources.html", project, sources=rows, around=around, scheme=scheme)


@bp.get("/projects/<slug>/fact-checks")
def show_fact_checks(slug: str) -> Response:
    """Show the fact-checks with their verdicts."""
    with reading() as opened:
        project = enter(opened, slug, Act.FACT_CHECK_READ)
        query = ledger.fact_checks_visible_to(actor()).where(FactCheck.project_id == project.id)
        rows, around = sheet(opened.scalars(query.order_by(FactCheck.id)).all())
        scheme = projects.scheme(opened, project).data
    return project_page("fact_checks.html", project, checks=rows, around=around, scheme=scheme)
