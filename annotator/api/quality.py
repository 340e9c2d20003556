"""Quality over time: the test, controls, training articles and their feedback."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response

from annotator.api.answers import json
from annotator.api.authorising import authorised, in_project, on_article
from annotator.api.body import read_object, require_keys
from annotator.edge.asking import actor, reading, writing
from annotator.permissions import Act
from annotator.queries import projects
from annotator.services.agreement import qualifying

bp = Blueprint("quality", __name__)
FIELDS: dict[str, Any] = {"pass_mark": int, "control_every": int}


@bp.get("/projects/<slug>/quality")
def show_quality(slug: str) -> Response:
    """Show the test and the controls of the project, and how far every annotator is."""
    with reading() as session:
        return json(qualifying.overview(session, actor(), projects.find(session, actor(), slug)))


@bp.put("/projects/<slug>/quality")
@authorised(in_project(Act.QUALITY_MANAGE))
def change_quality(slug: str) -> Response:
    """Set the pass mark and how often annotators are controlled; what is left out is none."""
    body = read_object()
    require_keys(body, FIELDS)
    with writing() as session:
        project = projects.find(session, actor(), slug)
        mark, every = body.get("pass_mark"), body.get("control_every") or 0
        qualifying.change(session, actor(), project, pass_mark=mark, control_every=every)
    return json({"pass_mark": mark, "control_every": every})


@bp.put("/articles/<article_id>/purpose")
@authorised(on_article(Act.QUALITY_MANAGE))
def set_purpose(article_id: str) -> Response:
    """Let an article with settled gold train, test or control annotators; null for none of these."""
    body = read_object()
    require_keys(body, {"purpose": str})
    with writing() as session:
        article = qualifying.set_purpose(session, actor(), article_id, body.get("purpose"))
        return json({"article": article.public_id, "purpose": article.purpose})


@bp.get("/articles/<article_id>/feedback")
def show_feedback(article_id: str) -> Response:
    """Show how the own work on a training article differs from gold, once it is handed in."""
    with reading() as session:
        return json(qualifying.feedback(session, actor(), article_id))
