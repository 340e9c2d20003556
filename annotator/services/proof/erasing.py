"""Erase a person: the name, all that lets in, and the notes they wrote; the chain still verifies.

What they annotated stays under its pseudonym, which nothing leads back from. Contents of events that held what is
erased go too; what they were committed to by stays, and an erasure names each of them.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import Table, delete, or_, select, update
from sqlalchemy.orm import Session

from annotator import clock
from annotator.domain.history import commitment
from annotator.domain.names import name_key
from annotator.errors import Conflict, Invalid
from annotator.models import (
    Account,
    Allowance,
    Annotation,
    Article,
    Assignment,
    Attempt,
    Background,
    Change,
    Comment,
    Decision,
    Erasure,
    Event,
    Factor,
    Layer,
    Link,
    Login,
    Member,
    PageDraft,
    Project,
    Pseudonym,
    Receipt,
    Recovery,
    SchemeDraft,
    Token,
)
from annotator.permissions import Act as Permission
from annotator.permissions import Actor, require
from annotator.services.people import accounts
from annotator.services.proof.history import Act
from annotator.services.review import reviewing
from schemas.sayings import say

BASIS_LIMIT = 500
CHANGES = cast(Table, Change.__table__)


def erase(session: Session, actor: Actor, account: Account, basis: str) -> int:
    """Erase the person, for the reason given; return of how many events the contents went.

    Raises Invalid without a reason, Conflict for the last admin and for the last manager of a project.
    """
    require(actor, Permission.ACCOUNT_MANAGE)
    basis = basis.strip()
    if not basis or len(basis) > BASIS_LIMIT:
        detail = say(
            "Say on what ground, in at most %(most)s characters: it stands in the history for ever.",
            most=BASIS_LIMIT,
        )
        raise Invalid("missing_field", detail, pointer="/basis")
    accounts.require_other_admin(session, account)
    query = select(Project, Pseudonym.name).join(Pseudonym, Pseudonym.project_id == Project.id)
    places = session.execute(query.where(Pseudonym.account_id == account.id).order_by(Project.id)).all()
    for project, _ in places:
        _require_other_manager(session, project, account)
    accounts.end_links_made(session, account)
    gone = sum(_leave(session, actor, project, account, name, basis) for project, name in places)
    _forget(session, account)
    act = Act(session, actor, "account:erase", None)
    act.touch(account)
    act.record()
    return gone


def _require_other_manager(session: Session, project: Project, account: Account) -> None:
    query = select(Member.account_id).where(Member.project_id == project.id, Member.role == "manager")
    if set(session.scalars(query)) == {account.id}:
        raise Conflict(
            "last_manager", say("%(name)s is the last manager of %(slug)s.", name=account.name, slug=project.slug)
        )


def _leave(session: Session, actor: Actor, project: Project, account: Account, name: str, basis: str) -> int:
    """End what the person is in the project, and erase what they wrote; one act."""
    act = Act(session, actor, "person:erase", project)
    for member in session.scalars(
        select(Member).where(Member.project_id == project.id, Member.account_id == account.id)
    ):
        act.drop(f"member/{name}/{member.role}")
        session.delete(member)
    articles = _take_back(session, act, project, account, name)
    written = _written(session, project, account, name)
    _empty(session, act, project, account, written)
    gone = sorted((seq, change.object) for seq, change in written.changes)
    record = {"person": name, "basis": basis, "changes": [list(pair) for pair in gone]}
    erasure = Erasure(uuid=clock.new_id(), project_id=project.id, body=record)
    session.add(erasure)
    session.flush()
    act.touch(erasure)
    act.record()
    for _, change in written.changes:
        kept = {"salt": "", "body": "", "commitment": commitment(change.salt, change.body)}
        session.execute(update(CHANGES).where(CHANGES.c.id == change.id).values(kept))
    for article in articles:
        reviewing.compare(session, project, article)
    return len(gone)


def _take_back(session: Session, act: Act, project: Project, account: Account, name: str) -> list[Article]:
    """Withdraw the articles that the person has not handed in, and return them."""
    query = select(Assignment, Article).join(Article, Article.id == Assignment.article_id)
    query = query.join(Layer, (Layer.article_id == Article.id) & (Layer.account_id == Assignment.account_id))
    query = query.where(Article.project_id == project.id, Assignment.account_id == account.id)
    taken = []
    for row, article in session.execute(query.where(Assignment.slot.is_not(None), Layer.state == "open")):
        row.slot, row.withdrawn = None, clock.now()
        act.touch(row, within=name, article=article)
        taken.append(article)
    return taken


@dataclass(frozen=True)
class _Written:
    """What a person wrote in a project: every change that held free text of theirs, and whose text it was."""

    changes: list[tuple[int, Change]]
    notes: set[str]
    uuids: set[str]

    def is_in(self, note: str | None, derived_from: Iterable[str]) -> bool:
        """Tell whether a note of gold came from an annotation of the person."""
        return note in self.notes and not self.uuids.isdisjoint(derived_from)


def _written(session: Session, project: Project, account: Account, name: str) -> _Written:
    """Gather what is in the events so far: own annotations first, then the gold made from them, then decisions."""
    found = _Written([], set(), set())
    for seq, change, body in _changes(
        session, project, Change.object.startswith(f"annotation/{name}/", autoescape=True)
    ):
        found.uuids.add(body["id"])
        if body["note"]:
            found.notes.add(body["note"])
            found.changes.append((seq, change))
    for seq, change, body in _changes(session, project, Change.object.startswith("annotation/gold/")):
        if found.is_in(body["note"], body["derived_from"]):
            found.changes.append((seq, change))
    decided = select(Decision.uuid).where(Decision.account_id == account.id)
    mine = Change.object.in_([f"decision/{uuid}" for uuid in session.scalars(decided)])
    found.changes.extend(
        (seq, change) for seq, change, body in _changes(session, project, mine) if body["rationale"]
    )
    said = [f"comment/{layer.name}/{row.uuid}" for row, layer, _ in _said(session, project, account)]
    found.changes.extend((seq, change) for seq, change, _ in _changes(session, project, Change.object.in_(said)))
    return found


def _said(session: Session, project: Project, account: Account) -> list[tuple[Comment, Layer, Article]]:
    """Return the person's comments, each with where it was said."""
    query = select(Comment, Layer, Article).join(Layer, Layer.id == Comment.layer_id)
    query = query.join(Article, Article.id == Layer.article_id)
    query = query.where(Article.project_id == project.id, Comment.account_id == account.id)
    return [(row[0], row[1], row[2]) for row in session.execute(query)]


def _changes(session: Session, project: Project, condition: Any) -> Iterator[tuple[int, Change, Any]]:
    """Yield the changes in the project that still have their contents, with the number of the event."""
    query = select(Event.seq, Change).join(Change, Change.event_id == Event.id)
    query = query.join(Article, Article.id == Change.article_id).where(Article.project_id == project.id, condition)
    for seq, change in session.execute(query.where(Change.commitment.is_(None)).order_by(Event.seq, Change.id)):
        if change.body != "null":
            yield seq, change, json.loads(change.body)


def _empty(session: Session, act: Act, project: Project, account: Account, written: _Written) -> None:
    """Take away the notes of annotations and of the gold made from them, reasons of decisions, and words said."""
    query = select(Annotation, Layer, Article).join(Layer, Layer.id == Annotation.layer_id)
    query = query.join(Article, Article.id == Layer.article_id).where(Article.project_id == project.id)
    theirs = or_(Layer.account_id == account.id, Layer.kind == "gold")
    for row, layer, article in session.execute(query.where(Annotation.note.is_not(None), theirs)).all():
        if layer.kind != "gold" or written.is_in(row.note, row.derived_from):
            row.note, row.version = None, row.version + 1
            act.touch(row, within=layer.name, article=article)
    decided = select(Decision, Article).join(Article, Article.id == Decision.article_id)
    decided = decided.where(Article.project_id == project.id, Decision.account_id == account.id)
    for decision, article in session.execute(decided).all():
        if decision.body.get("rationale"):
            decision.body = {**decision.body, "rationale": None}
            act.touch(decision, article=article)
    for comment, layer, article in _said(session, project, account):
        comment.text = ""
        act.touch(comment, within=layer.name, article=article)


def _forget(session: Session, account: Account) -> None:
    """Empty the account, end all that lets it in, and drop every answer that was kept with the name."""
    quoted = json.dumps(account.name, ensure_ascii=False)
    session.execute(delete(Receipt).where(or_(Receipt.account_id == account.id, Receipt.body.contains(quoted))))
    for table in (Login, Token, Link, Factor, Recovery, Background, Allowance, PageDraft, SchemeDraft):
        session.execute(delete(table).where(table.account_id == account.id))
    session.execute(delete(Attempt).where(Attempt.key == f"name {account.name_key}"))
    account.name = f"erased-{secrets.token_hex(6)}"
    account.name_key = name_key(account.name)
    account.password_hash, account.disabled = None, True
    account.admin = account.may_create = account.must_factor = False
    session.flush()
