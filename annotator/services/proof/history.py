"""Write each act into its hash chain, in the transaction that does the act."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Protocol, cast

from sqlalchemy import Table, bindparam, select, update
from sqlalchemy.orm import Session

from annotator import clock
from annotator.db.prepared import Prepared
from annotator.db.types import stamp
from annotator.domain.characters import require_text
from annotator.domain.history import GENESIS, commitment, leaf
from annotator.models import Article, Chain, Change, Event, Pseudonym
from annotator.permissions import Actor
from annotator.records.states import state_of
from exports.canonical import CanonicalError, dumps
from exports.characters import BAD, first

CHAINS, EVENTS, CHANGES, ARTICLES = (cast(Table, table.__table__) for table in (Chain, Event, Change, Article))
SCHEMA = "annotator/event/1"
_SUSPECT = re.compile(r"\\(?:[bf]|u00[01])")
"""How canonical JSON writes a control character, and what may only look like one."""

_MOVE_HEAD: Prepared[Any] = Prepared(
    update(CHAINS).where(CHAINS.c.id == bindparam("chain")), columns=("seq", "head")
)
_OF_CHAIN = select(CHAINS.c.id, CHAINS.c.seq, CHAINS.c.head).with_for_update()
_HEAD: Prepared[tuple[int, int, str]] = Prepared(_OF_CHAIN.where(CHAINS.c.project_id == bindparam("project")))
_HEAD_OF_NONE: Prepared[tuple[int, int, str]] = Prepared(_OF_CHAIN.where(CHAINS.c.project_id.is_(None)))
_NEW_CHAIN: Prepared[Any] = Prepared(CHAINS.insert(), columns=("project_id", "seq", "head"))
_NEW_EVENT: Prepared[Any] = Prepared(
    EVENTS.insert(),
    columns=("chain_id", "seq", "ts", "actor", "action", "commitment", "prev_hash", "hash"),
)
_COMPLETE: Prepared[Any] = Prepared(
    update(EVENTS).where(EVENTS.c.id == bindparam("event")),
    columns=("seq", "ts", "actor", "action", "commitment", "prev_hash", "hash"),
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


class Touching:
    """Something that touches rows, and remembers in which state it left them."""

    touched: list[tuple[int | None, str, Any]]

    def touch(self, row: object, *, within: str = "", article: Numbered | None = None) -> None:
        """Note that the row is left as it is now."""
        key, state = state_of(row, within)
        self.touched.append((article.id if article else None, key, state))

    def touch_all(self, rows: Iterable[object], *, within: str = "", article: Numbered | None = None) -> None:
        """Note several rows of one layer or article."""
        for row in rows:
            self.touch(row, within=within, article=article)


@dataclass
class Act(Touching):
    """One act while it is done: gather the rows it touches, then `record` it.

    `name` is the actor's name in the history, where it is known already; `head` is the hash of the event, once
    that is recorded.
    """

    session: Session
    actor: Actor
    action: str
    project: Numbered | None
    name: str | None = None
    touched: list[tuple[int | None, str, Any]] = field(default_factory=list)
    head: str = ""

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
    rows = [committed_row(*touched) for touched in act.touched]
    columns = next_event(act, payload_commitment((row["object"], row["commitment"]) for row in rows))
    event_id = _NEW_EVENT.number(session, **columns)
    note_changes(session, event_id, rows)
    articles = sorted({row["article_id"] for row in rows if row["article_id"]})
    act.head = columns["hash"]
    _MARK.many(session, ({"article": article_id, "new_head": act.head} for article_id in articles))


def next_event(act: Act, payload: str) -> dict[str, Any]:
    """Return the columns of the event that comes next in the act's chain, and move the head of the chain to it."""
    session = act.session
    chain_id, seq, head = _head(session, act.project)
    event = {
        "schema": SCHEMA,
        "seq": seq + 1,
        "ts": stamp(clock.now()),
        "actor": act.name or actor_name(session, act.actor, act.project),
        "action": act.action,
        "payload_commitment": payload,
        "prev_hash": head,
    }
    new_head = leaf(event)
    _MOVE_HEAD.run(session, chain=chain_id, seq=seq + 1, head=new_head)
    return {**event, "commitment": payload, "chain_id": chain_id, "hash": new_head}


def draft_event(session: Session, project: Numbered, action: str) -> int:
    """Store an event that is in no chain yet, to be completed once or taken back; return its number."""
    chain_id, _, _ = _head(session, project)
    apart = secrets.randbits(31)
    draft = {"chain_id": chain_id, "seq": -apart, "ts": "", "actor": "", "action": action}
    draft |= {"commitment": "", "prev_hash": f"draft {apart}", "hash": ""}
    return _NEW_EVENT.number(session, **draft)


def complete_event(act: Act, event_id: int, payload: str) -> None:
    """Give the draft of an event its place at the end of the chain."""
    columns = next_event(act, payload)
    _COMPLETE.run(act.session, event=event_id, **columns)


def note_changes(session: Session, event_id: int, rows: Iterable[dict[str, Any]]) -> None:
    """Store what the event changed."""
    _NEW_CHANGE.many(session, ({"event_id": event_id, **row} for row in rows))


def _head(session: Session, project: Numbered | None) -> tuple[int, int, str]:
    """Return id, seq and head of the chain of the project, or of the workspace, locked."""
    found = _HEAD.first(session, project=project.id) if project else _HEAD_OF_NONE.first(session)
    if found is None:
        new = {"project_id": project.id if project else None, "seq": 0, "head": GENESIS}
        return _NEW_CHAIN.number(session, **new), 0, GENESIS
    return found


def payload_commitment(pairs: Iterable[tuple[str, str]]) -> str:
    """Return the SHA-256 of the canonical list of [object, commitment], in the order of the act."""
    payload = Payload()
    for pair in pairs:
        payload.add(*pair)
    return payload.hexdigest()


class Payload:
    """The commitment to all that an act changed, made change by change."""

    def __init__(self) -> None:
        self._hash, self._before = hashlib.sha256(b"["), b""

    def add(self, key: str, commitment: str) -> None:
        """Add the next change."""
        self._hash.update(self._before + dumps([key, commitment]))
        self._before = b","

    def hexdigest(self) -> str:
        """Return the SHA-256 of the canonical list of all changes added."""
        whole = self._hash.copy()
        whole.update(b"]")
        return whole.hexdigest()


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


def _canonical(state: Any) -> str:
    """Return the state as it is committed to; raises Invalid `bad_character`, whichever door it came by."""
    try:
        body = dumps(state).decode()
    except CanonicalError:
        require_text(state)
        raise
    if _SUSPECT.search(body) or first(BAD, body):
        require_text(state)
    return body


def committed_row(article_id: int | None, key: str, state: Any) -> dict[str, Any]:
    """Return the state an object was left in as a change, with a salt and what commits to both."""
    body = _canonical(state)
    salt = secrets.token_hex(16)
    return {
        "article_id": article_id,
        "object": key,
        "salt": salt,
        "body": body,
        "commitment": commitment(salt, body),
    }
