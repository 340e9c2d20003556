"""The entities of a project: how often each is named, which are likely one, merged and taken apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from annotator import clock
from annotator.domain.namesakes import Named, Pair, pairs
from annotator.edge.asking import actor, reading, writing
from annotator.errors import Invalid, Missing
from annotator.models import Entity, Project
from annotator.permissions import Act, allowed
from annotator.queries import ledger, projects, targets, uses
from annotator.services.evidence import ledger as service
from annotator.services.evidence import merging
from annotator.web.answers import done
from annotator.web.doors import enter, project_page
from annotator.web.forms.entities import EntityForm
from annotator.web.once import once
from schemas.sayings import say

bp = Blueprint("entity_pages", __name__)
MOST_COMPARED = 1500
"""So many entities are compared with each other; more would make the page slow."""


@dataclass(frozen=True)
class Line:
    """An entity as it is listed: those that it stands for, and how often they are named where one may look."""

    row: Entity
    joined: Sequence[Entity]
    uses: int


@bp.get("/projects/<slug>/entities")
def show_entities(slug: str) -> Response:
    """List the entities the visitor may see, and for those who may merge, which are likely one."""
    return _page(slug, EntityForm())


@bp.post("/projects/<slug>/entities")
def add(slug: str) -> Response | Answer:
    """Add an entity."""
    form, uuid = EntityForm(request.form), clock.new_id()
    with reading() as opened:
        form.offer(projects.scheme(opened, enter(opened, slug, Act.ENTITY_WRITE)).data)
    if not form.validate():
        return _page(slug, form, 422)

    def act(opened: Session) -> str:
        project = enter(opened, slug, Act.ENTITY_WRITE)
        body = {"name": form.name.data, "kind": form.kind.data}
        service.put_entity(opened, actor(), project, uuid, body, if_match=None)
        return f"/projects/{slug}/entities#e-{uuid}"

    try:
        where, _ = once(act)
    except Invalid as error:
        form.refuse(error)
        return _page(slug, form, 422)
    return done(where, "The name can be chosen from now on.")


@bp.get("/projects/<slug>/entities/<entity_id>/merge")
def show_merge(slug: str, entity_id: str) -> Response:
    """Show what a merge would do before it is done; without `into`, let the other be chosen."""
    with reading() as opened:
        project = enter(opened, slug, Act.ENTITY_MERGE)
        lines = {line.row.uuid: line for line in _lines(opened, project)}
        scheme = projects.scheme(opened, project).data
    line, into = lines.get(entity_id), request.args.get("into", "")
    if line is None or (into and into not in lines):
        raise Missing()
    others = [other for uuid, other in lines.items() if uuid != entity_id]
    return project_page(
        "entity_merge.html", project, line=line, into=lines.get(into), others=others, scheme=scheme
    )


@bp.post("/projects/<slug>/entities/<entity_id>/merge")
def merge(slug: str, entity_id: str) -> Answer:
    """Let the entity chosen stand for this one."""
    with writing() as session:
        project = enter(session, slug, Act.ENTITY_MERGE)
        row = merging.merge(session, actor(), project, entity_id, request.form.get("into", ""))
        name, into = row.name, row.joined_into
    return done(
        f"/projects/{slug}/entities#e-{into}", say("Merged “%(name)s”. It can be taken apart again.", name=name)
    )


@bp.post("/projects/<slug>/entities/<entity_id>/split")
def split(slug: str, entity_id: str) -> Answer:
    """Take a merge back."""
    with writing() as session:
        project = enter(session, slug, Act.ENTITY_MERGE)
        name = merging.split(session, actor(), project, entity_id).name
    return done(f"/projects/{slug}/entities#e-{entity_id}", say("“%(name)s” stands for itself again.", name=name))


def _page(slug: str, form: EntityForm, status: int = 200) -> Response:
    with reading() as opened:
        project = enter(opened, slug)
        lines = _lines(opened, project)
        scheme = projects.scheme(opened, project).data
    form.offer(scheme)
    may_merge, may_write = _may(project), allowed(actor(), Act.ENTITY_WRITE, targets.of_project(project.id))
    by_id = {line.row.uuid: line for line in lines}
    likely = [(by_id[pair.one], by_id[pair.other], pair) for pair in _likely(lines)] if may_merge else []
    return project_page(
        "entities.html", project, status, lines=lines, likely=likely, may_merge=may_merge, scheme=scheme,
        form=form, may_write=may_write,
    )  # fmt: skip


def _lines(opened: Session, project: Project) -> list[Line]:
    query = ledger.standing_entities(actor()).where(Entity.project_id == project.id)
    rows = opened.scalars(query.order_by(Entity.name, Entity.uuid)).all()
    visible = ledger.entities_visible_to(actor()).where(Entity.project_id == project.id)
    joined: dict[str, list[Entity]] = {}
    for row in opened.scalars(visible.where(Entity.joined_into.is_not(None)).order_by(Entity.name, Entity.uuid)):
        joined.setdefault(row.joined_into or "", []).append(row)
    every = {row.uuid for row in rows} | {one.uuid for group in joined.values() for one in group}
    named = uses.counts(opened, actor(), project.id, every)
    return [
        Line(row, group, named[row.uuid] + sum(named[one.uuid] for one in group))
        for row in rows
        for group in [joined.get(row.uuid, [])]
    ]


def _likely(lines: Sequence[Line]) -> list[Pair]:
    named = [_named(line.row, line.joined) for line in lines[:MOST_COMPARED]]
    return pairs(named)


def _named(row: Entity, joined: Sequence[Entity]) -> Named:
    body: dict[str, Any] = row.body
    aliases = (*(body.get("aliases") or ()), *(one.name for one in joined))
    return Named(row.uuid, row.name, body.get("kind"), aliases)


def _may(project: Project) -> bool:
    return allowed(actor(), Act.ENTITY_MERGE, targets.of_project(project.id))
