"""Handing an article in, and reopening it."""

from __future__ import annotations

from flask import Blueprint, Response

from annotator.api.answers import gone, json, seconds_spent
from annotator.api.authorising import at_desk, authorised
from annotator.api.body import read_object_or_nothing, require_keys
from annotator.edge.asking import actor, writing
from annotator.services.desk import submitting

bp = Blueprint("submissions", __name__)


@bp.put("/articles/<article_id>/submission")
@authorised(at_desk)
def hand_in(article_id: str) -> Response:
    """Hand the own layer in."""
    who, seconds = actor(), seconds_spent()
    require_keys(read_object_or_nothing(), {})
    with writing() as session:
        layer, check = submitting.hand_in(session, who, article_id, seconds=seconds)
    warnings = [warning.to_record() for warning in check.warnings]
    return json({"layer": layer.name, "state": layer.state, "warnings": warnings})


@bp.delete("/articles/<article_id>/submission")
def reopen(article_id: str) -> Response:
    """Reopen the own layer."""
    who = actor()
    with writing() as session:
        submitting.reopen(session, who, article_id)
    return gone()


@bp.delete("/articles/<article_id>/layers/<name>/submission")
def reopen_for(article_id: str, name: str) -> Response:
    """Reopen a person's layer, or released gold for the next release, as a manager."""
    who = actor()
    with writing() as session:
        submitting.reopen_for(session, who, article_id, name)
    return gone()
