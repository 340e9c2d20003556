"""A frozen corpus under a number; its files lie in the workspace, by their hashes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from annotator.db.types import Json, Moment
from annotator.models.base import Base, strict


class Release(Base):
    """A frozen corpus under a number; `files` says of each file its SHA-256, its bytes and its rows."""

    __tablename__ = "release"
    __table_args__ = strict(
        UniqueConstraint("project_id", "version"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    version: Mapped[str] = mapped_column(Text)
    options: Mapped[Any] = mapped_column(Json)
    files: Mapped[Any] = mapped_column(Json)
    sums_sha256: Mapped[str] = mapped_column(Text)
    notes: Mapped[Any] = mapped_column(Json)
    created: Mapped[datetime] = mapped_column(Moment)
