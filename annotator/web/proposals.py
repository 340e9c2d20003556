"""Verdicts that annotators propose: their own to see, and beside the fact-checks for those who decide."""

from __future__ import annotations

from flask import Blueprint, Response

from annotator.edge.asking import actor, reading
from annotator.queries import projects
from annotator.services.evidence import proposals
from annotator.web.doors import enter, project_page
from annotator.web.parameters import sheet

bp = Blueprint("proposal_pages", __name__)


@bp.get("/projects/<slug>/proposals")
def show_proposals(slug: str) -> Response:
    """Show the verdicts proposed in the layers that the visitor may read, each with its fact-check."""
    with reading() as opened:
        project = enter(opened, slug)
        scheme = projects.scheme(opened, project).data
        rows, around = sheet(proposals.listed(opened, actor(), project))
    return project_page("proposals.html", project, proposals=rows, around=around, scheme=scheme)
