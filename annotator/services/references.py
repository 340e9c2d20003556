"""What an annotation names must exist where its maker may see it: entities and sources."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from annotator.domain.schemes import Scheme
from annotator.errors import Invalid, Problem
from annotator.models import Entity, Project, Source
from annotator.permissions import Actor
from annotator.queries import ledger
from annotator.records.mentions import entities_named


def require_known(
    session: Session,
    actor: Actor,
    project: Project,
    scheme: Scheme,
    tag: str,
    attributes: dict[str, Any],
    sources: Sequence[dict[str, Any]],
) -> None:
    """Raise Invalid `unknown_value` for each entity or source that the actor cannot name."""
    named = entities_named(scheme, tag, attributes)
    problems = []
    if named:
        known = _known(session, ledger.entities_visible_to(actor), Entity, project, set(named.values()))
        problems += [
            Problem("unknown_value", f"There is no entity {uuid} in this project; make it first.", pointer)
            for pointer, uuid in named.items()
            if uuid not in known
        ]
    if sources:
        wanted = {str(link["source"]) for link in sources}
        known = _known(session, ledger.sources_visible_to(actor), Source, project, wanted)
        problems += [
            Problem(
                "unknown_value",
                f"There is no source {link['source']} in this project; make it first.",
                f"/sources/{number}/source",
            )
            for number, link in enumerate(sources)
            if link["source"] not in known
        ]
    if problems:
        raise Invalid.many(problems)


def _known(
    session: Session, visible: Any, table: type[Entity] | type[Source], project: Project, wanted: set[str]
) -> set[str]:
    query = visible.with_only_columns(table.uuid).where(table.project_id == project.id, table.uuid.in_(wanted))
    return set(session.scalars(query))
