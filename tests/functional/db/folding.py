"""The state of a project twice: as its rows are, and as its history says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from annotator.domain.history import check_chain, fold
from annotator.models import (
    Annotation,
    Article,
    Assignment,
    Case,
    Comment,
    Decision,
    Entity,
    Erasure,
    FactCheck,
    Guideline,
    Layer,
    Member,
    Project,
    Pseudonym,
    Relation,
    SchemeVersion,
    Source,
)
from annotator.queries import events
from annotator.queries.proof import committed
from annotator.records.states import state_of
from annotator.services.proof.history import payload_commitment

Key = tuple[int | None, str]


def rows(session: Session, project: Project) -> dict[Key, Any]:
    """Return the state of every object of the project, as its row says."""
    return {(article, key): _plain(state) for article, (key, state) in _rows(session, project)}


def _rows(session: Session, project: Project) -> Iterator[tuple[int | None, tuple[str, Any]]]:
    names = {p.account_id: p.name for p in session.scalars(select(Pseudonym)) if p.project_id == project.id}
    yield None, state_of(project)
    for table in (Entity, Erasure, Source, FactCheck, Guideline, SchemeVersion):
        for row in session.scalars(select(table).where(table.project_id == project.id)):
            yield None, state_of(row)
    for member in session.scalars(select(Member).where(Member.project_id == project.id)):
        yield None, state_of(member, names[member.account_id])
    yield from _in_articles(session, project, names)


def _in_articles(
    session: Session, project: Project, names: dict[int, str]
) -> Iterator[tuple[int | None, tuple[str, Any]]]:
    for article in session.scalars(select(Article).where(Article.project_id == project.id)):
        yield article.id, state_of(article)
    for table in (Case, Decision, Layer, Assignment):
        for row in session.scalars(select(table).join(Article).where(Article.project_id == project.id)):
            name = [names[row.account_id]] if table is Assignment else []
            yield row.article_id, state_of(row, *name)
    for table in (Annotation, Comment, Relation):
        found = select(table, Layer).join(Layer).join(Article).where(Article.project_id == project.id)
        for row, layer in session.execute(found):
            yield layer.article_id, state_of(row, layer.name)


def told(session: Session, project: Project) -> dict[Key, Any]:
    """Return the state of every object of the project, as the events tell it one after the other."""
    changes = (
        ((change.article_id, change.object), msgspec.json.decode(change.body))
        for _, touched in events.of_chain(session, project)
        for change in touched
        if not change.commitment
    )
    return fold(changes)


def broken(session: Session, project: Project) -> list[str]:
    """Return what is wrong with the chain itself."""
    chain = [(events.event_record(event), event, touched) for event, touched in events.of_chain(session, project)]
    wrong = check_chain([record for record, _, _ in chain], [event.hash for _, event, _ in chain])
    found = [] if wrong is None else [f"event {wrong} does not follow"]
    for record, _, touched in chain:
        pairs = [(change.object, committed(change)) for change in touched]
        if payload_commitment(pairs) != record["payload_commitment"]:
            found.append(f"event {record['seq']} commits to something else")
    return found


def _plain(state: Any) -> Any:
    return msgspec.json.decode(msgspec.json.encode(state))
