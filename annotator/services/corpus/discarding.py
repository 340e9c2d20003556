"""Take back an import that is not published: every row it brought, and the draft of its event."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, cast

from sqlalchemy import ColumnElement, Table, delete, exists, select
from sqlalchemy.orm import Session

from annotator.models import (
    Annotation,
    Arrival,
    Article,
    Change,
    Decision,
    Entity,
    Event,
    FactCheck,
    Layer,
    Mention,
    Original,
    Relation,
    Source,
)

ARTICLES, LAYERS, ANNOTATIONS, RELATIONS, DECISIONS, CHANGES, ORIGINALS = (
    cast(Table, table.__table__) for table in (Article, Layer, Annotation, Relation, Decision, Change, Original)
)
ARRIVALS, EVENTS, MENTIONS, FACT_CHECKS, ENTITIES, SOURCES = (
    cast(Table, table.__table__) for table in (Arrival, Event, Mention, FactCheck, Entity, Source)
)


def unpublished(session: Session) -> Sequence[int]:
    """Return the imports that are on their way in, or were cut off."""
    return session.scalars(select(ARRIVALS.c.event_id).order_by(ARRIVALS.c.event_id)).all()


def discard(session: Session, event_id: int, *, most: int = 0) -> bool:
    """Take back what an import brought, `most` articles or all; say whether that was the last of it.

    What is published stays: there is nothing to take back.
    """
    if (
        session.scalar(select(ARRIVALS.c.event_id).where(ARRIVALS.c.event_id == event_id).with_for_update())
        is None
    ):
        return True
    mine = select(ARTICLES.c.id, ARTICLES.c.original_id).where(ARTICLES.c.arrival_id == event_id)
    rows = session.execute(mine.order_by(ARTICLES.c.id).limit(most or None)).all()
    _drop_articles(session, [row.id for row in rows])
    _drop_originals(session, {row.original_id for row in rows if row.original_id})
    if most and len(rows) == most:
        return False
    _drop_rest(session, event_id)
    return True


def _drop_articles(session: Session, numbers: list[int]) -> None:
    layers = select(LAYERS.c.id).where(LAYERS.c.article_id.in_(numbers))
    for table, condition in (
        (CHANGES, CHANGES.c.article_id.in_(numbers)),
        (DECISIONS, DECISIONS.c.article_id.in_(numbers)),
        (RELATIONS, RELATIONS.c.layer_id.in_(layers)),
        (ANNOTATIONS, ANNOTATIONS.c.layer_id.in_(layers)),
        (LAYERS, LAYERS.c.article_id.in_(numbers)),
        (ARTICLES, ARTICLES.c.id.in_(numbers)),
    ):
        session.execute(delete(table).where(condition))


def _drop_originals(session: Session, numbers: Collection[int]) -> None:
    """Drop the bytes that no other article came as."""
    used = exists(select(ARTICLES.c.id).where(ARTICLES.c.original_id == ORIGINALS.c.id))
    session.execute(delete(ORIGINALS).where(ORIGINALS.c.id.in_(numbers), ~used))


def _drop_rest(session: Session, event_id: int) -> None:
    checks = select(FACT_CHECKS.c.id).where(FACT_CHECKS.c.arrival_id == event_id)
    rest: tuple[tuple[Table, ColumnElement[Any]], ...] = (
        (CHANGES, CHANGES.c.event_id == event_id),
        (MENTIONS, MENTIONS.c.fact_check_id.in_(checks)),
        (FACT_CHECKS, FACT_CHECKS.c.arrival_id == event_id),
        (ENTITIES, ENTITIES.c.arrival_id == event_id),
        (SOURCES, SOURCES.c.arrival_id == event_id),
        (ARRIVALS, ARRIVALS.c.event_id == event_id),
        (EVENTS, EVENTS.c.id == event_id),
    )
    for table, condition in rest:
        session.execute(delete(table).where(condition))
