"""A second look at what was annotated under an earlier definition, opened by a manager."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from annotator.db.types import Flag, Json, Moment
from annotator.models.base import Base, strict


class Recheck(Base):
    """A second look at what was annotated under an earlier definition, opened by a manager.

    `basis` and `version` name the scheme or the guidelines that changed it, `parts` the definitions changed.
    """

    __tablename__ = "recheck"
    __table_args__ = strict(
        UniqueConstraint("public_id"),
        CheckConstraint("basis IN ('scheme', 'guideline')", name="basis"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(Text)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    basis: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column()
    parts: Mapped[Any] = mapped_column(Json)
    closed: Mapped[bool] = mapped_column(Flag, default=False)
    created: Mapped[datetime] = mapped_column(Moment)
