"""Keep pages that were read until somebody has looked at them; they are nobody's articles yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

import msgspec
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from annotator import clock
from annotator.errors import Missing
from annotator.models import PageDraft, Project
from annotator.permissions import Act as Permission
from annotator.permissions import Actor, require
from annotator.queries import targets
from annotator.records.incoming import Incoming, read_page
from annotator.text.extracting import Page

LIFE = timedelta(days=2)


def keep(session: Session, actor: Actor, project: Project, name: str, incoming: Incoming) -> PageDraft:
    """Keep a page that was read, for whoever sent it; what waited too long goes."""
    require(actor, Permission.ARTICLE_IMPORT, targets.of_project(project.id))
    session.execute(delete(PageDraft).where(PageDraft.created < clock.now() - LIFE))
    draft = PageDraft(
        public_id=clock.new_id(),
        project_id=project.id,
        account_id=actor.account_id,
        name=name,
        data=incoming.original,
        page=msgspec.to_builtins(incoming.page),
        created=clock.now(),
    )
    session.add(draft)
    session.flush()
    return draft


def find(session: Session, actor: Actor, project: Project, public_id: str) -> PageDraft:
    """Return the page that waits; raises Missing for another's."""
    require(actor, Permission.ARTICLE_IMPORT, targets.of_project(project.id))
    query = _of(actor, project).where(PageDraft.public_id == public_id)
    draft: PageDraft | None = session.scalar(query)
    if draft is None:
        raise Missing()
    return draft


def waiting(session: Session, actor: Actor, project: Project) -> Sequence[tuple[str, str]]:
    """Return id and name of the pages that the actor has not looked at, oldest first."""
    query = _of(actor, project).with_only_columns(PageDraft.public_id, PageDraft.name)
    return [(public_id, name) for public_id, name in session.execute(query.order_by(PageDraft.id))]


def page_of(draft: PageDraft) -> Page:
    """Return what was read."""
    return msgspec.convert(draft.page, Page)


def incoming_of(draft: PageDraft, metadata: Mapping[str, Any]) -> Incoming:
    """Return the article of the page, with what somebody said of it."""
    return read_page(page_of(draft), draft.data, metadata)


def drop(session: Session, draft: PageDraft) -> None:
    """Let the page go: it was stored, or nobody wants it."""
    session.delete(draft)
    session.flush()


def _of(actor: Actor, project: Project) -> Any:
    return select(PageDraft).where(
        PageDraft.project_id == project.id,
        PageDraft.account_id == actor.account_id,
        PageDraft.created >= clock.now() - LIFE,
    )
