"""Write each act into its hash chain, in the transaction that does the act."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, cast

from sqlalchemy import Connection, Table, bindparam, select, update
from sqlalchemy.orm import Session

from annotator import clock
from annotator.db.types import stamp
from annotator.domain.history import GENESIS, commitment, leaf
from annotator.models import Article, Chain, Change, Event, Project, Pseudonym
from annotator.permissions import Actor
from annotator.records.states import state_of
from exports.canonical import digest, dumps

CHAINS, EVENTS, CHANGES, ARTICLES = (cast(Table, table.__table__) for table in (Chain, Event, Change, Article))
SCHEMA = "annotator/event/1"

_MOVE_HEAD = (
    update(CHAINS)
    .where(CHAINS.c.id == bindparam("chain"))
    .values(seq=bindparam("new_seq"), head=bindparam("new_head"))
)
_OF_CHAIN = select(CHAINS.c.id, CHAINS.c.seq, CHAINS.c.head).with_for_update()
_HEAD = _OF_CHAIN.where(CHAINS.c.project_id == bindparam("project"))
_HEAD_OF_NONE = _OF_CHAIN.where(CHAINS.c.project_id.is_(None))
_NEW = {table: table.insert().returning(table.c.id) for table in (CHAINS, EVENTS)}
_NEW_CHANGES = CHANGES.insert()
_MARK = (
    update(ARTICLES)
    .where(ARTICLES.c.id == bindparam("article"))
    .values(events=ARTICLES.c.events + 1, head=bindparam("new_head"))
)


@dataclass
class Act:
    """One act while it is done: gather the rows it touches, then `record` it.

    `name` is the actor's name in the history, where it is known already.
    """

    session: Session
    actor: Actor
    action: str
    project: Project | None
    name: str | None = None
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
    connection = act.session.connection()
    chain_id, seq, head = _head(act.session, act.project)
    rows = [_committed(*touched) for touched in act.touched]
    event = {
        "schema": SCHEMA,
        "seq": seq + 1,
        "ts": stamp(clock.now()),
        "actor": act.name or actor_name(act.session, act.actor, act.project),
        "action": act.action,
        "payload_commitment": payload_commitment((row["object"], row["commitment"]) for row in rows),
        "prev_hash": head,
    }
    new_head = leaf(event)
    columns = {**event, "commitment": event["payload_commitment"], "chain_id": chain_id, "hash": new_head}
    del columns["schema"], columns["payload_commitment"]
    event_id = _insert(connection, EVENTS, columns)
    connection.execute(_NEW_CHANGES, [_change_row(row, event_id) for row in rows])
    connection.execute(_MOVE_HEAD, {"chain": chain_id, "new_seq": seq + 1, "new_head": new_head})
    _mark_articles(act.session, {row["article_id"] for row in rows if row["article_id"]}, new_head)


def _head(session: Session, project: Project | None) -> tuple[int, int, str]:
    """Return id, seq and head of the chain of the project, or of the workspace, locked."""
    query, values = (_HEAD, {"project": project.id}) if project else (_HEAD_OF_NONE, {})
    found = session.connection().execute(query, values).first()
    if found is None:
        new = {"project_id": project.id if project else None, "seq": 0, "head": GENESIS}
        return _insert(session.connection(), CHAINS, new), 0, GENESIS
    return found[0], found[1], found[2]


def _insert(connection: Connection, table: Table, row: dict[str, Any]) -> int:
    """Insert a row and return its number."""
    return int(connection.execute(_NEW[table], row).scalar_one())


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


def _change_row(row: dict[str, Any], event_id: int) -> dict[str, Any]:
    return {name: row[name] for name in ("article_id", "object", "salt", "body")} | {"event_id": event_id}


def _mark_articles(session: Session, ids: set[int], head: str) -> None:
    """Count the event in each article it changed, so that its record can name the last one."""
    if ids:
        session.connection().execute(_MARK, [{"article": key, "new_head": head} for key in sorted(ids)])
