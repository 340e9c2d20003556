"""Second looks at what was annotated under an earlier definition."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response
from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from annotator.api.answers import json, post
from annotator.api.authorising import authorised, in_project
from annotator.api.body import read_object, require_keys
from annotator.edge.asking import actor, reading, writing
from annotator.edge.sights import seen_in
from annotator.errors import Invalid
from annotator.models import Project, Recheck
from annotator.permissions import Act
from annotator.queries import projects, rechecks
from annotator.records.rechecks import item_record, recheck_record
from annotator.services.review import rechecking

bp = Blueprint("rechecks", __name__)
ROOT = "/projects/<slug>/rechecks"
MOST = 10_000


@bp.get(ROOT)
def list_rechecks(slug: str) -> Response:
    """List the second looks of the project, with how far what the asker sees of each is."""
    with reading() as session:
        project = projects.find(session, actor(), slug)
        items = [_record(session, project, one) for one in rechecks.of_project(session, project)]
    return json({"items": items, "next": None})


@bp.post(ROOT)
@authorised(in_project(Act.RECHECK_OPEN))
def open_recheck(slug: str) -> Response:
    """Open a second look at what rests on the definitions named, and was made before the version."""
    body = read_object()
    require_keys(body, {"basis": str, "version": int, "parts": list}, needed=("basis", "version", "parts"))
    paths = body["parts"]
    if not all(isinstance(path, str) for path in paths):
        raise Invalid("wrong_type", "Each part is text, such as claim/voice.", pointer="/parts")

    def act(session: Session) -> tuple[Any, int]:
        project = projects.find(session, actor(), slug)
        row = rechecking.open_look(session, actor(), project, body["basis"], body["version"], paths)
        return _record(session, project, row), 201

    return post(act)


@bp.get(f"{ROOT}/<recheck_id>")
def show_recheck(slug: str, recheck_id: str) -> Response:
    """Show a second look with the items that the asker is to look at."""
    with reading() as session:
        project = projects.find(session, actor(), slug)
        row = rechecks.find(session, project, recheck_id)
        found = rechecks.with_states(session, row, _visible(project), most=MOST)
        seen_in(session, [article.id for item, _, article in found if item.case_id])
        items = [item_record(session, item, state, article) for item, state, article in found]
        return json({**_record(session, project, row), "items": items})


@bp.put(f"{ROOT}/<recheck_id>/closing")
@authorised(in_project(Act.RECHECK_OPEN))
def close_recheck(slug: str, recheck_id: str) -> Response:
    """End a second look, or go on with it."""
    body = read_object()
    require_keys(body, {"closed": bool}, needed=("closed",))
    with writing() as session:
        project = projects.find(session, actor(), slug)
        row = rechecking.close(session, actor(), project, recheck_id, closed=body["closed"])
        return json(_record(session, project, row))


@bp.put(f"{ROOT}/<recheck_id>/<int:item>/kept")
def keep_item(slug: str, recheck_id: str, item: int) -> Response:
    """Say that an annotation or a decision stays as it is."""
    with writing() as session:
        rechecking.keep(session, actor(), projects.find(session, actor(), slug), recheck_id, item)
    return json({"number": item, "state": rechecks.KEPT})


def _record(session: Session, project: Project, row: Recheck) -> dict[str, Any]:
    who = actor()
    watches = who.operator or who.has(project.id, "manager")
    return recheck_record(
        row, rechecks.progress(session, row, rechecks.watched(who) if watches else _visible(project))
    )


def _visible(project: Project) -> ColumnElement[bool]:
    return rechecks.mine(actor()) | rechecks.for_review(actor(), project)
