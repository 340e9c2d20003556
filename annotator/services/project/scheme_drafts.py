"""Keep a scheme while it is changed part by part; it is nobody's scheme until it is published."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from annotator import clock
from annotator.domain.schemes import Scheme
from annotator.domain.schemes.differences import differences
from annotator.models import Project, SchemeDraft
from annotator.permissions import Act as Permission
from annotator.permissions import Actor, require
from annotator.queries import projects, targets

Record = dict[str, Any]


def find(session: Session, actor: Actor, project: Project) -> SchemeDraft | None:
    """Return what the actor has changed and not published; raises Refused."""
    require(actor, Permission.SCHEME_WRITE, targets.of_project(project.id))
    query = select(SchemeDraft).where(
        SchemeDraft.project_id == project.id, SchemeDraft.account_id == actor.account_id
    )
    draft: SchemeDraft | None = session.scalar(query)
    return draft


def body_of(session: Session, project: Project, draft: SchemeDraft | None) -> Record:
    """Return the scheme as it is being changed, or the one in force."""
    return draft.body if draft is not None else projects.scheme(session, project).data


def keep(session: Session, actor: Actor, project: Project, body: Record) -> None:
    """Keep the scheme for the actor; raises Refused, and Invalid `bad_scheme` with every fault.

    What is again as in force is no draft.
    """
    draft = find(session, actor, project)
    Scheme(body)
    if not differences(projects.scheme(session, project).data, body):
        drop(session, draft)
        return
    if draft is None:
        draft = SchemeDraft(project_id=project.id, account_id=actor.account_id, base=project.scheme_version)
        session.add(draft)
    draft.body, draft.changed = body, clock.now()
    session.flush()


def drop(session: Session, draft: SchemeDraft | None) -> None:
    """Let the draft go: it was published, or nobody wants it."""
    if draft is not None:
        session.delete(draft)
        session.flush()
