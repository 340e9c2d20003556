"""One version of the label scheme of a project, as data."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from annotator.db.types import Json, Moment
from annotator.models.base import Base, strict


class SchemeVersion(Base):
    """One version of the label scheme of a project, as data."""

    __tablename__ = "scheme_version"
    __table_args__ = strict(
        UniqueConstraint("project_id", "version"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    version: Mapped[int] = mapped_column()
    body: Mapped[Any] = mapped_column(Json)
    created: Mapped[datetime] = mapped_column(Moment)
