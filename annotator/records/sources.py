"""The sources that annotations cite."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from annotator.models import Project, Source


def sources_cited(
    session: Session, project: Project, annotations: Iterable[dict[str, Any]]
) -> dict[str, dict[str, Any]]:
    """Return the sources that the annotations cite, by id."""
    cited = {link["source"] for annotation in annotations for link in annotation["sources"]}
    query = select(Source).where(Source.project_id == project.id, Source.uuid.in_(cited))
    return {row.uuid: row.body for row in session.scalars(query)} if cited else {}
