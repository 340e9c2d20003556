"""The ledger of sources as citations."""

from __future__ import annotations

from flask import Blueprint, Response

from annotator.api.answers import json
from annotator.api.parameters import choice, takes
from annotator.edge.asking import actor, reading
from annotator.queries import projects
from annotator.services.evidence.citing import FORMS, cite

bp = Blueprint("citations", __name__)


@bp.get("/projects/<slug>/citations")
@takes("format")
def show_citations(slug: str) -> Response:
    """Give the sources that the actor may see as CSL-JSON, or as a graph of schema.org."""
    form = choice("format", "csl-json", FORMS)
    with reading() as session:
        return json(cite(session, actor(), projects.find(session, actor(), slug), form))
