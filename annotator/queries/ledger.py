"""Entities, sources and fact-checks of a project, as far as the actor may see them."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Select, and_, exists, false, or_, select

from annotator.models import Entity, FactCheck, Member, Source
from annotator.permissions import Actor

STAFF = ("reviewer", "researcher", "manager")


def entities_visible_to(actor: Actor) -> Select[Entity]:
    """Select the entities that the actor made, that are common, or all where the actor is nowhere blind."""
    query = select(Entity)
    return query if actor.operator else query.where(_offered(actor, Entity))


def sources_visible_to(actor: Actor) -> Select[Source]:
    """Select the sources by the same rule as entities."""
    query = select(Source)
    return query if actor.operator else query.where(_offered(actor, Source))


def fact_checks_visible_to(actor: Actor) -> Select[FactCheck]:
    """Select the fact-checks of projects in which the actor reviews, researches or manages, nowhere blind."""
    query = select(FactCheck)
    if actor.operator:
        return query
    return query.where(FactCheck.project_id.in_(_sighted(actor)))


def _offered(actor: Actor, table: type[Entity] | type[Source]) -> ColumnElement[bool]:
    by_manager = exists().where(
        Member.project_id == table.project_id, Member.account_id == table.made_by, Member.role == "manager"
    )
    offered = or_(table.made_by == actor.account_id, table.made_by.is_(None), by_manager)
    mine = table.project_id.in_(sorted(actor.roles)) if actor.roles else false()
    return or_(table.project_id.in_(_sighted(actor)), and_(mine, offered))


def _sighted(actor: Actor) -> list[int]:
    return [project for project in actor.projects_as(*STAFF) if project not in actor.blinded]
