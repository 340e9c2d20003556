"""Entities that are one: another stands for it from then on, its id stays where it is named; it can be undone."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from annotator.errors import Conflict, Missing
from annotator.models import Article, Entity, Project
from annotator.permissions import Act as Permission
from annotator.permissions import Actor, require
from annotator.queries import ledger, targets, uses
from annotator.services.proof.history import Act
from annotator.services.review import reviewing


def merge(session: Session, actor: Actor, project: Project, uuid: str, into: str) -> Entity:
    """Let the entity `into` stand for the other; again changes nothing.

    Annotations keep the id that they name: readings stay as they were made. Raises Refused, Missing, and Conflict
    `bad_merge` for an entity into itself, into one that another stands for, or one that stands for others.
    """
    row, kept = _found(session, actor, project, uuid), _found(session, actor, project, into)
    if row.joined_into == kept.uuid:
        return row
    if row.uuid == kept.uuid:
        raise Conflict("bad_merge", "An entity is not merged into itself. Choose another.", pointer="/into")
    if kept.joined_into is not None:
        raise Conflict("bad_merge", "Another stands for this one already; merge into that.", pointer="/into")
    if row.joined_into is not None or ledger.joined_into(session, row):
        words = "This one stands for others, or another stands for it. Take that apart first."
        raise Conflict("bad_merge", words, pointer="/into")
    row.joined_into = kept.uuid
    _record(session, actor, project, "entity:merge", row)
    return row


def split(session: Session, actor: Actor, project: Project, uuid: str) -> Entity:
    """Take a merge back: the entity stands for itself again; a second time changes nothing."""
    row = _found(session, actor, project, uuid)
    if row.joined_into is not None:
        row.joined_into = None
        _record(session, actor, project, "entity:split", row)
    return row


def _found(session: Session, actor: Actor, project: Project, uuid: str) -> Entity:
    require(actor, Permission.ENTITY_MERGE, targets.of_project(project.id))
    query = ledger.entities_visible_to(actor).where(Entity.project_id == project.id, Entity.uuid == uuid)
    row: Entity | None = session.scalar(query.with_for_update())
    if row is None:
        raise Missing()
    return row


def _record(session: Session, actor: Actor, project: Project, action: str, row: Entity) -> None:
    """Write the act down, and compare the readings again that name the entity."""
    session.flush()
    act = Act(session, actor, action, project)
    act.touch(row)
    act.record()
    for article in _articles(session, project, row):
        reviewing.compare(session, project, article)


def _articles(session: Session, project: Project, row: Entity) -> Sequence[Article]:
    ids = uses.articles_naming(session, project.id, row.uuid)
    return session.scalars(select(Article).where(Article.id.in_(ids)).order_by(Article.id)).all()
