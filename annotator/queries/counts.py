"""How many rows there are, for machines that watch."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from annotator.models import Annotation, Article, Event, Project

TABLES = {"project": Project, "article": Article, "annotation": Annotation, "event": Event}


def of_tables(session: Session) -> dict[str, int]:
    """Return the number of rows of the tables that grow."""
    return {name: session.scalar(select(func.count()).select_from(table)) or 0 for name, table in TABLES.items()}
