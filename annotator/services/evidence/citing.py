"""Sources as citations, as far as the actor may see them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from annotator.models import Project, Source
from annotator.permissions import Actor
from annotator.queries import ledger, projects
from exports import citations

FORMS = ("csl-json", "schema.org")


def cite(session: Session, actor: Actor, project: Project, form: str) -> Any:
    """Return the sources that the actor may see, in one of the forms; those that were joined appear once."""
    scheme = projects.scheme(session, project)
    genres = {term.id: term.csl_type or "document" for term in scheme.vocabulary("source_genre")}
    visible = ledger.sources_visible_to(actor).where(Source.project_id == project.id, Source.joined_into.is_(None))
    bodies = [row.body for row in session.scalars(visible.order_by(Source.uuid))]
    return citations.csl(bodies, genres) if form == "csl-json" else citations.schema_org(bodies, genres)


def same_place(session: Session, actor: Actor, project: Project, canonical: str) -> Source | None:
    """Return the source of the ledger with that canonical address, if the actor may see one."""
    query = ledger.sources_visible_to(actor).where(
        Source.project_id == project.id, Source.canonical_url == canonical, Source.joined_into.is_(None)
    )
    return session.scalars(query.order_by(Source.id)).first()


def aliases(session: Session, project: Project) -> dict[str, str]:
    """Return, for each source that was joined, the id of the one that stands for it."""
    query = select(Source.uuid, Source.joined_into).where(
        Source.project_id == project.id, Source.joined_into.is_not(None)
    )
    return {uuid: str(into) for uuid, into in session.execute(query)}
