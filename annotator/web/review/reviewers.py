"""What reviewers do: how far two agree, how often the rule is overruled, how strongly a proposal pulls."""

from __future__ import annotations

from flask import Blueprint, Response

from annotator.edge.asking import actor, reading
from annotator.permissions import Act
from annotator.services.agreement import reviewers as measuring_reviewers
from annotator.web.agreement import words
from annotator.web.doors import enter, project_page

bp = Blueprint("reviewers", __name__)


@bp.get("/projects/<slug>/agreement/reviewers")
def show_reviewers(slug: str) -> Response:
    """Show the figures on reviewers, with the cases that were decided twice."""
    with reading() as opened:
        project = enter(opened, slug, Act.AGREEMENT_READ)
        found = measuring_reviewers.of_reviewers(opened, actor(), project)
    return project_page("reviewers.html", project, found=found, number=words.number, why=words.why)
