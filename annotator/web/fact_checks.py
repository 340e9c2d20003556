"""Fact-checks of a project, as a list."""

from __future__ import annotations

from flask import Blueprint, Response

from annotator.edge.asking import actor, reading
from annotator.models import FactCheck
from annotator.permissions import Act
from annotator.queries import ledger, projects
from annotator.web.doors import enter, project_page
from annotator.web.parameters import sheet

bp = Blueprint("fact_check_pages", __name__)


@bp.get("/projects/<slug>/fact-checks")
def show_fact_checks(slug: str) -> Response:
    """Show the fact-checks with their verdicts."""
    with reading() as opened:
        project = enter(opened, slug, Act.FACT_CHECK_READ)
        query = ledger.fact_checks_visible_to(actor()).where(FactCheck.project_id == project.id)
        rows, around = sheet(opened.scalars(query.order_by(FactCheck.id)).all())
        scheme = projects.scheme(opened, project).data
    return project_page("fact_checks.html", project, checks=rows, around=around, scheme=scheme)
