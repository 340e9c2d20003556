"""Every object as it stands in the tables, under the key by which the history knows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from annotator.models import (
    Account,
    Annotation,
    Article,
    Assignment,
    Card,
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
    Recheck,
    RecheckItem,
    Relation,
    Release,
    SchemeVersion,
    Source,
)
from annotator.records.states import state_of, time_of
from exports.canonical import dumps

BATCH = 500


@dataclass(frozen=True)
class Standing:
    """One object: the article it belongs to, its key, and its state as canonical JSON."""

    article_id: int | None
    key: str
    body: str


def standing(session: Session, project: Project | None) -> Iterator[Standing]:
    """Yield every object of the project, or of the workspace, in batches."""
    if project is None:
        yield from _rows(session, select(Account))
        return
    yield _one(project, "", None)
    for table in (SchemeVersion, Guideline, Entity, Erasure, Source, FactCheck, Card, Recheck, Release):
        yield from _rows(session, select(table).where(table.project_id == project.id))
    named = (Pseudonym.project_id == project.id) & (Pseudonym.account_id == Member.account_id)
    members = select(Member, Pseudonym.name).join(Pseudonym, named).where(Member.project_id == project.id)
    yield from _rows(session, members)
    items = select(RecheckItem, Recheck.public_id).join(Recheck).where(Recheck.project_id == project.id)
    yield from (_one(row, within, None) for row, within in session.execute(items))
    yield from _of_articles(session, project)


def _of_articles(session: Session, project: Project) -> Iterator[Standing]:
    mine = Article.project_id == project.id
    articles = select(Article).where(mine)
    for row in session.scalars(articles.order_by(Article.id).execution_options(yield_per=BATCH)):
        yield _one(row, "", row.id)
    for table in (Layer, Case, Decision):
        yield from _rows(session, select(table).join(Article, Article.id == table.article_id).where(mine))
    named = (Pseudonym.project_id == project.id) & (Pseudonym.account_id == Assignment.account_id)
    given = select(Assignment, Pseudonym.name).join(Article, Article.id == Assignment.article_id)
    yield from _rows(session, given.join(Pseudonym, named).where(mine))
    for kind in (Annotation, Relation, Comment):
        inside: Any = select(kind, Layer.name, Layer.article_id).join(Layer, Layer.id == kind.layer_id)
        yield from _rows(session, inside.join(Article, Article.id == Layer.article_id).where(mine))

    timed = select(Layer).join(Article, Article.id == Layer.article_id).where(mine, Layer.seconds > 0)
    for layer in session.scalars(timed.execution_options(yield_per=BATCH)):
        key, state = time_of(layer.name, layer.seconds)
        yield Standing(layer.article_id, key, dumps(state).decode())


def _rows(session: Session, query: Any) -> Iterator[Standing]:
    """Yield the rows of a query: an object, then what it lies within, then the id of its article."""
    for row in session.execute(query.execution_options(yield_per=BATCH)):
        thing, within, article_id = (*row, "", None)[:3] if len(row) < 3 else row
        yield _one(thing, within or "", article_id or getattr(thing, "article_id", None))


def _one(thing: object, within: str, article_id: int | None) -> Standing:
    key, state = state_of(thing, within)
    return Standing(article_id, key, dumps(state).decode())
