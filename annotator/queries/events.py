"""Events of the history, as they are hashed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, takewhile
from operator import attrgetter
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from annotator.models import Article, Chain, Change, Decision, Event, Project
from annotator.permissions import Actor
from annotator.queries.seconds import awaits_in_article

SCHEMA = "annotator/event/1"
BATCH = 500
NO_MORE: tuple[int | None, Iterator[Change]] = (None, iter(()))


def event_record(event: Event) -> dict[str, Any]:
    """Return the event as it was hashed."""
    return {
        "schema": SCHEMA,
        "seq": event.seq,
        "ts": event.ts,
        "actor": event.actor,
        "action": event.action,
        "payload_commitment": event.commitment,
        "prev_hash": event.prev_hash,
    }


def visible_of(session: Session, actor: Actor, article: Article) -> list[dict[str, Any]]:
    """Return the events of the article that the actor may see: none since the decision that awaits their second.

    What an event touched tells whether gold was made.
    """
    found = of_article(session, article)
    here = select(Article.id).where(Article.id == article.id, awaits_in_article(actor))
    if session.scalar(here) is None:
        return found
    people = select(Decision.uuid).where(Decision.article_id == article.id, Decision.account_id.is_not(None))
    told = {f"decision/{uuid}" for uuid in session.scalars(people)}
    return list(takewhile(lambda event: told.isdisjoint(event["objects"]), found))


def of_article(session: Session, article: Article) -> list[dict[str, Any]]:
    """Return the events that changed the article, oldest first, with their hash and what they touched."""
    query = (
        select(Event, Change.object)
        .join(Change, Change.event_id == Event.id)
        .where(Change.article_id == article.id)
        .order_by(Event.seq, Change.id)
    )
    found: dict[int, dict[str, Any]] = {}
    for event, key in session.execute(query):
        record = found.setdefault(event.id, {**event_record(event), "hash": event.hash, "objects": []})
        record["objects"].append(key)
    return list(found.values())


def of_chain(session: Session, project: Project | None) -> Iterator[tuple[Event, list[Change]]]:
    """Yield the events of a chain in order, each with its changes; no more than one event is held with them."""
    project_id = project.id if project else None
    chain = session.scalar(
        select(Chain).where(Chain.project_id == project_id if project_id else Chain.project_id.is_(None))
    )
    if chain is None:
        return
    after = 0
    while events := session.scalars(
        select(Event).where(Event.chain_id == chain.id, Event.seq > after).order_by(Event.seq).limit(BATCH)
    ).all():
        after = events[-1].seq
        yield from _with_changes(session, events)
        session.expunge_all()


def _with_changes(session: Session, events: Sequence[Event]) -> Iterator[tuple[Event, list[Change]]]:
    query = select(Change).join(Event, Event.id == Change.event_id).order_by(Event.seq, Change.id)
    query = query.where(Change.event_id.in_([event.id for event in events]))
    rows = session.scalars(query.execution_options(yield_per=BATCH))
    groups = groupby(rows, key=attrgetter("event_id"))
    number, changes = next(groups, NO_MORE)
    for event in events:
        if number == event.id:
            yield event, list(changes)
            number, changes = next(groups, NO_MORE)
        else:
            yield event, []
