"""Write each act into its hash chain, in the transaction that does the act."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from annotator import clock
from annotator.db.types import stamp
from annotator.domain.history import commitment, leaf
from annotator.models import Article, Chain, Change, Event, Project, Pseudonym
from annotator.permissions import Actor
from annotator.records.states import state_of
from exports.canonical import digest, dumps

GENESIS = "0" * 64
SCHEMA = "annotator/event/1"


@dataclass
class Act:
    """One act while it is done: gather the rows it touches, then `record` it."""

    session: Session
    actor: Actor
    action: str
    project: Project | None
    touched: list[tuple[int | None, str, Any]] = field(default_factory=list)

    def touch(self, row: object, *, within: str = "", article: Article | None = None) -> None:
        """Note that the act left the row as it is now."""
        key, state = state_of(row, within)
        self.touched.append((article.id if article else None, key, state))

    def touch_all(self, rows: Iterable[object], *, within: str = "", article: Article | None = None) -> None:
        """Note several rows of one layer or article."""
        for row in rows:
            self.touch(row, within=within, article=article)

    def drop(self, key: str) -> None:
        """Note that the object of that key is no more."""
        self.touched.append((None, key, None))

    def record(self) -> None:
        """Append the event to the chain, with the state of all that was touched."""
        self.session.flush()
        append(self)


def append(act: Act) -> None:
    """Append one event; the row of the chain's head is locked, so that no two acts follow the same one."""
    session = act.session
    chain = chain_of(session, act.project)
    rows = [_committed(*touched) for touched in act.touched]
    event = {
        "schema": SCHEMA,
        "seq": chain.seq + 1,
        "ts": stamp(clock.now()),
        "actor": actor_name(session, act.actor, act.project),
        "action": act.action,
        "payload_commitment": payload_commitment((row["object"], row["commitment"]) for row in rows),
        "prev_hash": chain.head,
    }
    head = leaf(event)
    event_id = _insert_event(session, chain, event, head)
    session.execute(
        insert(Change),
        [{k: v for k, v in row.items() if k != "commitment"} | {"event_id": event_id} for row in rows],
    )
    chain.seq, chain.head = chain.seq + 1, head
    session.flush()
    _mark_articles(session, {row["article_id"] for row in rows} - {None}, head)


def chain_of(session: Session, project: Project | None) -> Chain:
    """Return the chain of the project, or of the workspace, locked; made at its first event."""
    project_id = project.id if project else None
    query = select(Chain).where(Chain.project_id == project_id if project_id else Chain.project_id.is_(None))
    chain = session.scalar(query.with_for_update())
    if chain is None:
        chain = Chain(project_id=project_id, seq=0, head=GENESIS)
        session.add(chain)
        session.flush()
    return chain


def payload_commitment(pairs: Iterable[tuple[str, str]]) -> str:
    """Return the SHA-256 of the canonical list of [object, commitment], in the order of the act."""
    return digest([list(pair) for pair in pairs])


def actor_name(session: Session, actor: Actor, project: Project | None) -> str:
    """Return the name the history knows the actor by: a pseudonym, or `operator`."""
    if actor.account_id is None:
        return actor.name
    return pseudonym(session, project, actor.account_id) if project else f"account {actor.account_id}"


def pseudonym(session: Session, project: Project, account_id: int) -> str:
    """Return the one random name of the person in the project, made when first needed."""
    query = select(Pseudonym.name).where(Pseudonym.project_id == project.id, Pseudonym.account_id == account_id)
    name = session.scalar(query)
    if name is None:
        name = clock.new_pseudonym()
        session.add(Pseudonym(project_id=project.id, account_id=account_id, name=name))
        session.flush()
    return name


def _committed(article_id: int | None, key: str, state: Any) -> dict[str, Any]:
    body = dumps(state).decode()
    salt = secrets.token_hex(16)
    return {
        "article_id": article_id,
        "object": key,
        "salt": salt,
        "body": body,
        "commitment": commitment(salt, body),
    }


def _insert_event(session: Session, chain: Chain, event: dict[str, Any], head: str) -> int:
    row = Event(
        chain_id=chain.id,
        seq=event["seq"],
        ts=event["ts"],
        actor=event["actor"],
        action=event["action"],
        commitment=event["payload_commitment"],
        prev_hash=event["prev_hash"],
        hash=head,
    )
    session.add(row)
    session.flush()
    return row.id


def _mark_articles(session: Session, ids: set[int], head: str) -> None:
    """Count the event in each article it changed, so that its record can name the last one."""
    for some in _chunks(sorted(ids)):
        session.execute(
            update(Article)
            .where(Article.id.in_(some))
            .values(events=Article.events + 1, head=head)
            .execution_options(synchronize_session=False)
        )


def _chunks(ids: Sequence[int], size: int = 500) -> Iterable[Sequence[int]]:
    return (ids[at : at + size] for at in range(0, len(ids), size))
