"""Hold the workspace against itself: texts, quotes, hash chains, and each state against its history."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from annotator.db import guards
from annotator.db.damage import UNREADABLE, unread
from annotator.db.integrity import faults, hold_one_state, let_go
from annotator.domain.history import GENESIS, leaf
from annotator.models import Annotation, Article, Chain, Layer, Project
from annotator.queries.events import event_record, of_chain
from annotator.queries.proof import committed
from annotator.services.evidence.vault import Vault
from annotator.services.proof import checkpoints
from annotator.services.proof.history import payload_commitment
from annotator.services.proof.standing import Standing, standing
from exports.proof.notes import Key

Json = dict[str, Any]
Check = Callable[[Session], Iterator[str | None]]
BATCH = 500


@dataclass(frozen=True)
class Finding:
    """What one check found: how much was looked at, and the first things that are wrong."""

    check: str
    looked_at: int
    wrong: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.wrong

    def to_record(self) -> Json:
        """Return it for a program."""
        return {"check": self.check, "ok": self.ok, "looked_at": self.looked_at, "wrong": list(self.wrong)}


def check(session: Session, vault: Vault | None = None, keys: list[Key] | None = None) -> Iterator[Finding]:
    """Yield the finding of every check there is; nothing is repaired.

    Captures are looked at in the vault, the checkpoints that are kept here held against the keys.
    """
    yield from _held(session, vault, keys, triggers=check_triggers)


def verify(session: Session, vault: Vault | None = None, keys: list[Key] | None = None) -> Iterator[Finding]:
    """Yield the findings about what people did: texts, quotes, hash chains, signatures, captures, states."""
    yield from _held(session, vault, keys)


def _held(session: Session, vault: Vault | None, keys: list[Key] | None, **more: Check) -> Iterator[Finding]:
    hold_one_state(session)
    (database,) = _run(session, database=check_database)
    yield database
    yield from _run(session, **more, texts=check_texts, quotes=check_quotes, history=check_chains)
    if keys is not None:
        yield from _run(session, checkpoints=partial(checkpoints.check_kept, keys=keys))
    if vault is not None:
        yield from _run(session, captures=vault.check)
    if database.ok:
        yield from _run(session, state=check_states, articles=check_heads)


def _run(session: Session, **checks: Check) -> Iterator[Finding]:
    for name, run in checks.items():
        found = list(_read(session, run))
        yield Finding(name, len(found), tuple(line for line in found if line is not None))
        session.expunge_all()


def _read(session: Session, run: Check) -> Iterator[str | None]:
    """Yield what the check finds; where damage lets it read no further, that."""
    try:
        yield from run(session)
    except UNREADABLE as error:
        yield unread(error)
        let_go(session)
        hold_one_state(session)


def check_database(session: Session) -> Iterator[str | None]:
    """Yield what the database says of its own soundness, or None."""
    wrong = faults(session)
    yield from wrong
    if not wrong:
        yield None


def check_triggers(session: Session) -> Iterator[str | None]:
    """Yield for each trigger None, or that it is not one of those which keep history from being changed."""
    wanted, wrong = guards.faults(session)
    yield from wrong
    yield from [None] * max(0, wanted - len(wrong))


def check_texts(session: Session) -> Iterator[str | None]:
    """Yield for each article None, or that its text is not what was frozen."""
    for article in session.scalars(select(Article).order_by(Article.id).execution_options(yield_per=BATCH)):
        found = hashlib.sha256(article.text.encode()).hexdigest()
        ok = found == article.text_sha256
        yield None if ok else f"article {article.public_id}: the text is not what was frozen (SHA-256 {found})"


def check_quotes(session: Session) -> Iterator[str | None]:
    """Yield for each annotation None, or which quote is not the text at its offsets."""
    query = select(Annotation, Article.public_id, Article.text, Layer.name).join(
        Layer, Layer.id == Annotation.layer_id
    )
    query = query.join(Article, Article.id == Layer.article_id).order_by(Annotation.id)
    for row, article, text, layer in session.execute(query.execution_options(yield_per=BATCH)):
        wrong = next(_misquoted(row, text), None)
        yield f"article {article}, layer {layer}, annotation {row.uuid}: {wrong}" if wrong else None


def check_chains(session: Session) -> Iterator[str | None]:
    """Yield for each event None, or the first of its chain that is wrong."""
    projects: list[Project | None] = [*session.scalars(select(Project).order_by(Project.id)), None]
    for project in projects:
        name = f"project {project.slug}" if project else "workspace"
        yield from _chain(session, project, name)


def check_states(session: Session) -> Iterator[str | None]:
    """Yield for each object None, or that it is not what its history says."""
    projects: list[Project | None] = [*session.scalars(select(Project).order_by(Project.id)), None]
    for project in projects:
        name = f"project {project.slug}" if project else "workspace"
        said = _last_states(session, project)
        for found in standing(session, project):
            yield _compared(name, found, said.pop((found.article_id, found.key), None))
        for _, key in said:
            yield f"{name}: {key} is in the history and not in the tables"


def check_heads(session: Session) -> Iterator[str | None]:
    """Yield for each article None, or that its count of events or its last hash is not that of the history."""
    last: dict[int, tuple[int, str]] = {}
    for project in session.scalars(select(Project).order_by(Project.id)).all():
        for event, changes in of_chain(session, project):
            for article_id in {change.article_id for change in changes if change.article_id is not None}:
                last[article_id] = (last.get(article_id, (0, ""))[0] + 1, event.hash)
    query = select(Article.id, Article.public_id, Article.events, Article.head).order_by(Article.id)
    for article_id, public_id, events, head in session.execute(query):
        ok = last.get(article_id, (0, None)) == (events, head)
        yield None if ok else f"article {public_id}: events or head are not those of the history"


def _misquoted(row: Annotation, text: str) -> Iterator[str]:
    inner = [value for value in row.attributes.values() if isinstance(value, dict) and "segments" in value]
    for anchor in (row.anchor, *inner):
        for segment in anchor["segments"]:
            start, end = segment["start"], segment["end"]
            if not 0 <= start <= end <= len(text) or text[start:end] != segment["exact"]:
                yield f"the text at {start}–{end} is not the quote {segment['exact'][:40]!r}"
    segments = row.anchor["segments"]
    if segments and (row.start, row.end) != (segments[0]["start"], segments[-1]["end"]):
        yield "start and end are not those of its anchor"


def _chain(session: Session, project: Project | None, name: str) -> Iterator[str | None]:
    before, seq = GENESIS, 0
    for event, changes in of_chain(session, project):
        seq += 1
        pairs = [(change.object, committed(change)) for change in changes]
        if event.seq != seq or event.prev_hash != before or leaf(event_record(event)) != event.hash:
            yield f"{name}: event {seq} does not follow the one before it, or was changed"
            return
        if payload_commitment(pairs) != event.commitment:
            yield f"{name}: event {seq} did something else than is kept of it"
            return
        before = event.hash
        yield None
    query = select(Chain.seq, Chain.head)
    where = Chain.project_id == project.id if project else Chain.project_id.is_(None)
    if tuple(session.execute(query.where(where)).first() or (0, GENESIS)) != (seq, before):
        yield f"{name}: the chain ends at event {seq}, and should not; events at its end are missing"


def _last_states(session: Session, project: Project | None) -> dict[tuple[int | None, str], bytes]:
    """Return a digest of the last state of each object that is still there."""
    said: dict[tuple[int | None, str], bytes] = {}
    for _, changes in of_chain(session, project):
        for change in changes:
            key = (change.article_id, change.object)
            if change.commitment:
                continue  # erased: a later event holds what is left
            if change.body == "null":
                said.pop(key, None)
            else:
                said[key] = hashlib.sha256(change.body.encode()).digest()
    return said


def _compared(name: str, found: Standing, said: bytes | None) -> str | None:
    if said is None:
        return f"{name}: {found.key} is in the tables and not in the history"
    if hashlib.sha256(found.body.encode()).digest() != said:
        return f"{name}: {found.key} is not what its history says"
    return None
