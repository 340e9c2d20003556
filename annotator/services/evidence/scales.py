"""Rating scales of a project: ours to choose from, or its own; each change is a version of the scheme."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

import schemas
from annotator.errors import Conflict, Invalid
from annotator.models import FactCheck, Project
from annotator.permissions import Act as Permission
from annotator.permissions import Actor, require
from annotator.queries import projects, targets
from annotator.services.project.revising import revise
from annotator.services.shapes import check_shape
from schemas.sayings import say


def register(session: Session, actor: Actor, project: Project, name: str, scale: Mapping[str, Any] | None) -> bool:
    """Register a scale, or ours of that name; tell whether it is new. The same again changes nothing.

    Raises Invalid for a scale that cannot be, Conflict `in_use` when a rating would lose its label.
    """
    require(actor, Permission.SCHEME_WRITE, targets.of_project(project.id))
    given = scale or schemas.scales().get(name)
    if given is None:
        known = ", ".join(schemas.scales())
        raise Invalid(
            "unknown_value",
            say("There is no scale %(name)r of ours; there are %(known)s.", name=name[:40], known=known),
            pointer="/scale",
        )
    check_shape("rating_scale", {"scale": name, **given})
    given = {**given, "entries": [_in_english(entry) for entry in given["entries"]]}
    _check_order(given["entries"])
    data = projects.scheme(session, project).data
    before = data.get("scales", {}).get(name)
    if before == given:
        return False
    _check_used(session, project, name, given)
    body = {**data, "scales": {**data.get("scales", {}), name: dict(given)}}
    revise(session, actor, project, body, base=project.scheme_version)
    return before is None


def _in_english(entry: Mapping[str, Any]) -> dict[str, Any]:
    """Return the label with its texts by language; a text alone is English."""
    texts = {name: {"en": entry[name]} for name in ("label", "definition") if isinstance(entry.get(name), str)}
    return {**entry, **texts}


def _check_order(entries: list[Mapping[str, Any]]) -> None:
    ids, orders = [entry["id"] for entry in entries], [entry["order"] for entry in entries]
    if len(set(ids)) < len(ids) or orders != sorted(set(orders)):
        words = "Labels have ids of their own, and stand from worst to best with a number each."
        raise Invalid("bad_value", words, pointer="/entries")


def _check_used(session: Session, project: Project, name: str, scale: Mapping[str, Any]) -> None:
    ids = {entry["id"] for entry in scale["entries"]}
    for body in session.scalars(select(FactCheck.body).where(FactCheck.project_id == project.id)):
        rating = body.get("rating") or {}
        if rating.get("scale") == name and rating["id"] not in ids:
            raise Conflict(
                "in_use",
                say("A fact-check is rated %(name)s:%(id)s; keep that label.", name=name, id=rating["id"]),
            )
