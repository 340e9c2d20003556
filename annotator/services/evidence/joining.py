"""Sources of one canonical address are one: joined when a case on them is decided, the other kept as its alias."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from annotator.models import Project, Source
from annotator.records.joined import stand_ins
from annotator.services.proof.history import Act


def join(session: Session, project: Project, uuids: Iterable[str], act: Act) -> dict[str, str]:
    """Join the named sources with all of their address; return, for each alias, what stands for it."""
    named = select(Source.canonical_url).where(
        Source.project_id == project.id, Source.uuid.in_(set(uuids)), Source.canonical_url.is_not(None)
    )
    alike = select(Source).where(Source.project_id == project.id, Source.canonical_url.in_(named))
    stand_in = stand_ins(session, project, alike)
    for row in session.scalars(alike.where(Source.uuid.in_(stand_in)).order_by(Source.id)):
        if row.joined_into != stand_in[row.uuid]:
            row.joined_into = stand_in[row.uuid]
            act.touch(row)
    return stand_in
