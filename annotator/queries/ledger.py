"""Entities, sources and fact-checks of a project, as far as the actor may see them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Select, Text, and_, bindparam, exists, or_, select, type_coerce
from sqlalchemy.orm import Session

from annotator.models import (
    Annotation,
    Article,
    Chain,
    Change,
    Entity,
    Event,
    FactCheck,
    Layer,
    Member,
    Mention,
    Source,
)
from annotator.permissions import Actor
from annotator.queries import layers, seconds

STAFF = ("reviewer", "researcher", "manager")


def entities_visible_to(actor: Actor) -> Select[Entity]:
    """Select the entities that the actor or a manager made, or a layer they may see names.

    Where the actor is nowhere blind, all of the project.
    """
    query = select(Entity)
    return query if actor.operator else query.where(_seen(Entity, actor))


def joined_into(session: Session, kept: Entity) -> Sequence[Entity]:
    """Return the entities that this one stands for."""
    query = select(Entity).where(Entity.project_id == kept.project_id, Entity.joined_into == kept.uuid)
    return session.scalars(query.order_by(Entity.name, Entity.uuid)).all()


def standing_entities(actor: Actor) -> Select[Entity]:
    """Select the entities the actor may see, without those that another stands for which they see too."""
    visible = entities_visible_to(actor).with_only_columns(Entity.uuid, Entity.project_id).subquery()
    hidden = exists().where(visible.c.uuid == Entity.joined_into, visible.c.project_id == Entity.project_id)
    return entities_visible_to(actor).where(~hidden)


def sources_visible_to(actor: Actor) -> Select[Source]:
    """Select the sources by the same rule as entities."""
    query = select(Source)
    return query if actor.operator else query.where(_seen(Source, actor))


def fact_checks_visible_to(actor: Actor) -> Select[FactCheck]:
    """Select the fact-checks of projects in which the actor reviews, researches or manages, nowhere blind.

    Left out are those on gold of an article in which a case awaits the actor's second decision: claim and
    verdict tell what the first decided.
    """
    query = select(FactCheck)
    if actor.operator:
        return query
    query = query.where(FactCheck.project_id.in_(_sighted(actor)))
    return query.where(~_tells_gold(actor)) if seconds.asked(actor) else query


def _tells_gold(actor: Actor) -> ColumnElement[bool]:
    gold = select(Mention.id).join(Annotation, Annotation.uuid == Mention.annotation_uuid)
    gold = gold.join(Layer, Layer.id == Annotation.layer_id).join(Article, Article.id == Layer.article_id)
    gold = gold.where(Article.project_id == FactCheck.project_id, Layer.kind == "gold")
    gold = gold.where(Mention.fact_check_id == FactCheck.id, seconds.awaits_in_article(actor))
    return gold.correlate(FactCheck).exists()


def offered_sources(actor: Actor, project_id: int) -> Select[Source]:
    """Select the sources that the actor may cite, by title."""
    query = sources_visible_to(actor).where(Source.project_id == project_id, Source.joined_into.is_(None))
    return query.order_by(Source.title, Source.id)


def sources_by_id(
    session: Session, actor: Actor, project_id: int, uuids: Collection[str]
) -> dict[str, dict[str, Any]]:
    """Return the records of those sources that the actor may see, by id."""
    query = sources_visible_to(actor).where(Source.project_id == project_id, Source.uuid.in_(uuids))
    return {row.uuid: row.body for row in session.scalars(query)} if uuids else {}


def past_states(session: Session, row: FactCheck) -> Iterator[dict[str, Any]]:
    """Yield the states of the fact-check that the history keeps, the newest first."""
    query = (
        select(Change.body)
        .join(Event, Event.id == Change.event_id)
        .join(Chain, Chain.id == Event.chain_id)
        .where(Chain.project_id == row.project_id, Change.object == f"fact_check/{row.uuid}")
        .order_by(Event.seq.desc(), Change.id.desc())
    )
    for body in session.scalars(query):
        state = msgspec.json.decode(body)
        if state is not None:
            yield state


def names_known(
    session: Session, actor: Actor, table: type[Entity] | type[Source], project_id: int, uuids: Collection[str]
) -> set[str]:
    """Return those of the ids that the actor may name: the same rule, as a statement prepared once."""
    values = {
        "account": actor.account_id,
        "mine": sorted(actor.roles) or [0],
        "sighted": _sighted(actor) or [0],
        "project": project_id,
        "uuids": list(uuids),
    }
    known = _KNOWN_TO_ALL if actor.operator else _KNOWN
    found = set(session.connection().scalars(known[table], values))
    rest = set(uuids) - found
    if rest and not actor.operator:
        used = select(table.uuid).where(table.project_id == project_id, table.uuid.in_(rest), _used(table, actor))
        found.update(session.scalars(used))
    return found


def _seen(table: type[Entity] | type[Source], actor: Actor) -> ColumnElement[bool]:
    return or_(_offered(table, *_asked(actor)), _used(table, actor))


def _used(table: type[Entity] | type[Source], actor: Actor) -> ColumnElement[bool]:
    """It is named in a layer of somebody else that is open to the actor: an opened gold, or one handed in."""
    named = Annotation.attributes if table is Entity else Annotation.sources
    query = layers.visible_to(actor).join(Annotation, Annotation.layer_id == Layer.id)
    query = query.where(
        Article.project_id == table.project_id,
        or_(Layer.account_id.is_(None), Layer.account_id != actor.account_id),
        Annotation.withdrawn.is_(False),
        type_coerce(named, Text).contains(table.uuid),
    )
    return query.with_only_columns(Annotation.id).correlate(table).exists()


def _offered(table: type[Entity] | type[Source], account: Any, mine: Any, sighted: Any) -> ColumnElement[bool]:
    by_manager = exists().where(
        Member.project_id == table.project_id, Member.account_id == table.made_by, Member.role == "manager"
    )
    offered = or_(table.made_by == account, table.made_by.is_(None), by_manager)
    return or_(table.project_id.in_(sighted), and_(table.project_id.in_(mine), offered))


def _asked(actor: Actor) -> tuple[int | None, list[int], list[int]]:
    return actor.account_id, sorted(actor.roles), _sighted(actor)


def _sighted(actor: Actor) -> list[int]:
    return [project for project in actor.projects_as(*STAFF) if project not in actor.blinded]


def _named(table: type[Entity] | type[Source], *conditions: ColumnElement[bool]) -> Select[str]:
    return select(table.uuid).where(
        table.project_id == bindparam("project"), table.uuid.in_(bindparam("uuids", expanding=True)), *conditions
    )


_BOUND: tuple[Any, ...] = (
    bindparam("account"),
    bindparam("mine", expanding=True),
    bindparam("sighted", expanding=True),
)
_KNOWN = {table: _named(table, _offered(table, *_BOUND)) for table in (Entity, Source)}
_KNOWN_TO_ALL = {table: _named(table) for table in (Entity, Source)}
