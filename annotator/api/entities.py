"""Entities that are one: another is let stand for one, and that is taken back."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response

from annotator.api.answers import gone, uuid_of, versioned
from annotator.api.authorising import authorised, in_project
from annotator.api.body import read_object
from annotator.edge.asking import actor, writing
from annotator.errors import Invalid
from annotator.models import Entity
from annotator.permissions import Act
from annotator.queries import projects
from annotator.services.evidence import merging

bp = Blueprint("entities", __name__)


@bp.put("/projects/<slug>/entities/<uuid>/merge")
@authorised(in_project(Act.ENTITY_MERGE))
def merge_entity(slug: str, uuid: str) -> Response:
    """Let another entity stand for this one; again changes nothing."""
    key, into = uuid_of(uuid), _into(read_object())
    with writing() as session:
        row = merging.merge(session, actor(), projects.find(session, actor(), slug), key, into)
    return versioned(_view(row), row.version)


@bp.delete("/projects/<slug>/entities/<uuid>/merge")
def split_entity(slug: str, uuid: str) -> Response:
    """Let the entity stand for itself again; also the second time."""
    key = uuid_of(uuid)
    with writing() as session:
        merging.split(session, actor(), projects.find(session, actor(), slug), key)
    return gone()


def _into(body: dict[str, Any]) -> str:
    for name in body:
        if name != "into":
            raise Invalid("unknown_field", f"There is no field {name!r} here.", pointer=f"/{name}")
    if not isinstance(body.get("into"), str):
        code = "wrong_type" if "into" in body else "missing_field"
        raise Invalid(code, "Say into which entity (into), by its id.", pointer="/into")
    return str(body["into"]).lower()


def _view(row: Entity) -> dict[str, Any]:
    return {**row.body, "joined_into": row.joined_into, "version": row.version}
