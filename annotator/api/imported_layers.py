"""Layers that came with imports, and whose they are."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response
from sqlalchemy.orm import Session

from annotator.api.answers import json, post
from annotator.api.authorising import authorised, in_project
from annotator.api.body import read_object, require_keys
from annotator.edge.asking import actor, reading
from annotator.errors import Invalid
from annotator.permissions import Act
from annotator.queries import jobs, projects
from annotator.services.review import adopting

bp = Blueprint("imported_layers", __name__)
ROOT = "/projects/<slug>/imported-layers"


@bp.get(ROOT)
def list_imported_layers(slug: str) -> Response:
    """List the names that layers came under and that are not compared yet."""
    with reading() as session:
        found = adopting.imported(session, actor(), projects.find(session, actor(), slug))
    items = [{"layer": one.name, "articles": one.articles, "annotations": one.annotations} for one in found]
    return json({"items": items, "next": None})


@bp.post(ROOT)
@authorised(in_project(Act.LAYER_ADOPT))
def adopt_layers(slug: str) -> Response:
    """Take layers as readings: by name the member who made them, or null for nobody known here."""
    body = read_object()
    require_keys(body, {"layers": dict}, needed=("layers",))
    whose = body["layers"]
    if not all(member is None or isinstance(member, str) for member in whose.values()):
        raise Invalid("wrong_type", "A user name or null is expected for each layer.", pointer="/layers")

    def act(session: Session) -> tuple[Any, int]:
        job = adopting.ask(session, actor(), projects.find(session, actor(), slug), whose)
        return jobs.job_record(job, slug), 202

    return post(act)
