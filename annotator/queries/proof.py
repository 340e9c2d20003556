"""The chains as they leave: events with what they changed, accesses, checkpoints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from annotator.domain.history import commitment
from annotator.models import AccessEvent, Article, Chain, Change, Checkpoint, Event, Project
from annotator.queries.events import event_record, of_chain

BATCH = 5000
Json = dict[str, Any]


def committed(change: Change) -> str:
    """Return the commitment of a change, kept alone once its contents were erased."""
    return change.commitment or commitment(change.salt, change.body)


def acts_of(session: Session, project: Project | None) -> int:
    """Return how many events the chain of the project, or of the workspace, has."""
    return session.scalar(select(Chain.seq).where(_of(Chain.project_id, project))) or 0


def accesses_of(session: Session, project: Project) -> int:
    """Return how many entries the access chain of the project has."""
    query = select(func.max(AccessEvent.seq)).where(AccessEvent.project_id == project.id)
    return session.scalar(query) or 0


def leaves(session: Session, project: Project | None, *, upto: int) -> Iterator[str]:
    """Yield the hashes of the first events of the chain, in order."""
    chain = select(Chain.id).where(_of(Chain.project_id, project)).scalar_subquery()
    query = select(Event.hash).where(Event.chain_id == chain, Event.seq <= upto).order_by(Event.seq)
    yield from session.scalars(query.execution_options(yield_per=BATCH))


def access_leaves(session: Session, project: Project, *, upto: int) -> Iterator[str]:
    """Yield the hashes of the first accesses of the project, in order."""
    mine = (AccessEvent.project_id == project.id) & (AccessEvent.seq <= upto)
    query = select(AccessEvent.hash).where(mine).order_by(AccessEvent.seq)
    yield from session.scalars(query.execution_options(yield_per=BATCH))


def event_lines(session: Session, project: Project | None, *, upto: int | None = None) -> Iterator[Json]:
    """Yield all events or the first, each with its hash and with its changes: article, object, salt and body."""
    names = _articles(session, project)
    for event, changes in of_chain(session, project):
        if upto is not None and event.seq > upto:
            return
        told = [_change(change, names.get(change.article_id or 0)) for change in changes]
        yield {**event_record(event), "hash": event.hash, "changes": told}


def access_record(row: AccessEvent) -> Json:
    """Return the access as it was hashed."""
    names = ("seq", "ts", "actor", "action", "acts", "about", "prev_hash")
    return {"schema": "annotator/access/1", **{name: getattr(row, name) for name in names}}


def access_lines(session: Session, project: Project, *, upto: int) -> Iterator[Json]:
    """Yield the first accesses of the project, each with its hash."""
    mine = (AccessEvent.project_id == project.id) & (AccessEvent.seq <= upto)
    query = select(AccessEvent).where(mine).order_by(AccessEvent.seq)
    for row in session.scalars(query.execution_options(yield_per=500)):
        yield {**access_record(row), "hash": row.hash}


def checkpoints(session: Session, project: Project | None) -> Sequence[Checkpoint]:
    """Return the checkpoints of the project's chains, or of the workspace's, in the order of their sizes."""
    query = select(Checkpoint).where(_of(Checkpoint.project_id, project))
    return session.scalars(query.order_by(Checkpoint.origin, Checkpoint.size)).all()


def _of(column: Any, project: Project | None) -> Any:
    return column == project.id if project else column.is_(None)


def _articles(session: Session, project: Project | None) -> dict[int, str]:
    if project is None:
        return {}
    query = select(Article.id, Article.public_id).where(Article.project_id == project.id)
    return {number: public_id for number, public_id in session.execute(query)}


def _change(change: Change, article: str | None) -> Json:
    told: Json = {"object": change.object, **({"article": article} if article else {})}
    if change.commitment:
        return told | {"commitment": change.commitment, "erased": True}
    return told | {"salt": change.salt, "body": change.body}
