"""The figures of agreement."""

from __future__ import annotations

from flask import Blueprint, Response, request

from annotator.api.answers import json
from annotator.api.parameters import number, takes, yes
from annotator.domain.agreement.bootstrap import DRAWS
from annotator.edge.asking import actor, reading
from annotator.edge.measuring import measured
from annotator.queries import projects
from annotator.services.agreement import reviewers as measuring_reviewers
from annotator.services.agreement.choice import Asked
from annotator.services.agreement.measuring import MOST_DRAWS

bp = Blueprint("agreement", __name__)


@bp.get("/projects/<slug>/agreement")
@takes("tag", "layers", "bootstrap", "trim", "detail")
def show(slug: str) -> Response:
    """Show the figures of finished layers, on the articles that the actor is not blind on."""
    draws = number("bootstrap", DRAWS, 0, MOST_DRAWS)
    asked = Asked(_names("tag"), _names("layers"), draws, yes("trim"), yes("detail"))
    return json(measured(slug, asked))


@bp.get("/projects/<slug>/agreement/reviewers")
def show_reviewers(slug: str) -> Response:
    """Show how far reviewers agree, how often the rule is overruled, and how strongly a proposal pulls."""
    with reading() as session:
        project = projects.find(session, actor(), slug)
        return json(measuring_reviewers.of_reviewers(session, actor(), project))


def _names(parameter: str) -> tuple[str, ...]:
    return tuple(name for name in request.args.get(parameter, "").split(",") if name)
