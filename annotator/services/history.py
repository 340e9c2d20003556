"""Write each act into its hash chain, in the transaction that does the act."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Protocol, cast

from sqlalchemy import Table, bindparam, select, update
from sqlalchemy.orm import Session

from annotator import clock
from annotator.db.prepared import Prepared
from annotator.db.types import stamp
from annotator.domain.history import GENESIS, commitment, leaf
from annotator.models import Article, Chain, Change, Event, Pseudonym
from annotator.permissions import Actor
from annotator.records.states import state_of
from exports.canonical import digest, dumps

CHAINS, EVENTS, CHANGES, ARTICLES = (cast(Table, table.__table__) for table in (Chain, Event, Change, Article))
SCHEMA = "annotator/event/1"

_MOVE_HEAD: Prepared[Any] = Prepared(
    update(CHAINS).where(CHAINS.c.id == bindparam("chain")), columns=("seq", "head")
)
_OF_CHAIN = select(CHAINS.c.id, CHAINS.c.seq, CHAINS.c.head).with_for_update()
_HEAD: Prepared[tuple[int, int, str]] = Prepared(_OF_CHAIN.where(CHAINS.c.project_id == bindparam("project")))
_HEAD_OF_NONE: Prepared[tuple[int, int, str]] = Prepared(_OF_CHAIN.where(CHAINS.c.project_id.is_(None)))
_NEW_CHAIN: Prepared[tuple[int]] = Prepared(
    CHAINS.insert().returning(CHAINS.c.id), columns=("project_id", "seq", "head")
)
_NEW_EVENT: Prepared[tuple[int]] = Prepared(
    EVENTS.insert().returning(EVENTS.c.id),
    columns=("chain_id", "seq", "ts", "actor", "action", "commitment", "prev_hash", "hash"),
)
_NEW_CHANGE: Prepared[Any] = Prepared(
    CHANGES.insert(), columns=("event_id", "article_id", "object", "salt", "body")
)
_MARK: Prepared[Any] = Prepared(
    update(ARTICLES)
    .where(ARTICLES.c.id == bindparam("article"))
    .values(events=ARTICLES.c.events + 1, head=bindparam("new_head"))
)


class Numbered(Protocol):
    """A project or an article, whole or as a row of what an act must know of it."""

    @property
    def id(self) -> int:
        """Its number."""


@dataclass
class Act:
    """One act while it is done: gather the rows it touches, then `record` it.

    `name` is the actor's name in the history, where it is known already.
    """

    session: Session
    actor: Actor
    action: str
    project: Numbered | None
    name: str | None = None
    touched: list[tuple[int | None, str, Any]] = field(default_factory=list)

    def touch(self, row: object, *, within: str = "", article: Numbered | None = None) -> None:
        """Note that the act left the row as it is now."""
        key, state = state_of(row, within)
        self.touched.append((article.id if article else None, key, state))

    def touch_all(self, rows: Iterable[object], *, within: str = "", article: Numbered | None = None) -> None:
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
    chain_id, seq, head = _head(session, act.project)
    rows = [_committed(*touched) for touched in act.touched]
    event = {
        "schema": SCHEMA,
        "seq": seq + 1,
        "ts": stamp(clock.now()),
        "actor": act.name or actor_name(session, act.actor, act.project),
        "action": act.action,
        "payload_commitment": payload_commitment((row["object"], row["commitment"]) for row in rows),
        "prev_hash": head,
    }
    new_head = leaf(event)
    columns = {**event, "commitment": event["payload_commitment"], "chain_id": chain_id, "hash": new_head}
    event_id = _number(_NEW_EVENT, session, columns)
    _NEW_CHANGE.many(session, ({"event_id": event_id, **row} for row in rows))
    _MOVE_HEAD.run(session, chain=chain_id, seq=seq + 1, head=new_head)
    articles = sorted({row["article_id"] for row in rows if row["article_id"]})
    _MARK.many(session, ({"article": article_id, "new_head": new_head} for article_id in articles))


def _head(session: Session, project: Numbered | None) -> tuple[int, int, str]:
    """Return id, seq and head of the chain of the project, or of the workspace, locked."""
    found = _HEAD.first(session, project=project.id) if project else _HEAD_OF_NONE.first(session)
    if found is None:
        new = {"project_id": project.id if project else None, "seq": 0, "head": GENESIS}
        return _number(_NEW_CHAIN, session, new), 0, GENESIS
    return found


def _number(statement: Prepared[tuple[int]], session: Session, row: dict[str, Any]) -> int:
    """Insert a row and return its number."""
    ((number,),) = statement.all(session, **row)
    return number


def payload_commitment(pairs: Iterable[tuple[str, str]]) -> str:
    """Return the SHA-256 of the canonical list of [object, commitment], in the order of the act."""
    return digest([list(pair) for pair in pairs])


def actor_name(session: Session, actor: Actor, project: Numbered | None) -> str:
    """Return the name the history knows the actor by: a pseudonym, or `operator`."""
    if actor.account_id is None:
        return actor.name
    return pseudonym(session, project, actor.account_id) if project else f"account {actor.account_id}"


def pseudonym(session: Session, project: Numbered, account_id: int) -> str:
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
