"""Sources of one canonical address are one: joined when a case on them is decided, the other kept as its alias."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from annotator.models import Project, Source
from annotator.services.history import Act


def join(session: Session, project: Project, uuids: Iterable[str], act: Act) -> dict[str, str]:
    """Join the named sources with all of their address; return, for each alias, what stands for it.

    What came with an import is never an alias: its ids are those of its corpus. The oldest stands for the rest.
    """
    stand_in: dict[str, str] = {}
    for group in _groups(session, project, set(uuids)):
        kept = min(group, key=lambda row: (row.made_by is not None, row.joined_into is not None, row.id))
        for row in group:
            if row is not kept and row.made_by is not None:
                stand_in[row.uuid] = kept.uuid
                if row.joined_into != kept.uuid:
                    row.joined_into = kept.uuid
                    act.touch(row)
    return stand_in


def renamed(links: Sequence[dict[str, Any]], stand_in: dict[str, str]) -> list[dict[str, Any]]:
    """Return the links with each alias named as what stands for it; what is said twice then stands once."""
    found: list[dict[str, Any]] = []
    for link in links:
        known = {**link, "source": stand_in.get(link["source"], link["source"])}
        if known not in found:
            found.append(known)
    return found


def _groups(session: Session, project: Project, uuids: set[str]) -> list[list[Source]]:
    if not uuids:
        return []
    named = select(Source.canonical_url).where(
        Source.project_id == project.id, Source.uuid.in_(uuids), Source.canonical_url.is_not(None)
    )
    query = select(Source).where(Source.project_id == project.id, Source.canonical_url.in_(named))
    groups: dict[str | None, list[Source]] = {}
    for row in session.scalars(query.order_by(Source.id)):
        groups.setdefault(row.canonical_url, []).append(row)
    return [group for group in groups.values() if len(group) > 1]
