"""What was erased of a person in a project, why, and from which events; never changed, never deleted."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from annotator.db.types import Json
from annotator.models.base import Base, strict


class Erasure(Base):
    """What was erased of a person in a project, why, and from which events; never changed, never deleted."""

    __tablename__ = "erasure"
    __table_args__ = strict(
        UniqueConstraint("uuid"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[str] = mapped_column(Text)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    body: Mapped[Any] = mapped_column(Json)
