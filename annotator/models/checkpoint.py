"""A signed note over a chain as long as it was; never changed, never deleted."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from annotator.db.types import Moment
from annotator.models.base import Base, strict


class Checkpoint(Base):
    """A signed note over a chain as long as it was; never changed, never deleted."""

    __tablename__ = "checkpoint"
    __table_args__ = strict(
        UniqueConstraint("origin", "size"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int | None] = mapped_column(ForeignKey("project.id"), index=True)
    origin: Mapped[str] = mapped_column(Text)
    size: Mapped[int] = mapped_column()
    note: Mapped[str] = mapped_column(Text)
    made: Mapped[datetime] = mapped_column(Moment)
