"""The head of one hash chain: one per project, and one of the workspace without a project."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from annotator.models.base import Base, strict


class Chain(Base):
    """The head of one hash chain: one per project, and one of the workspace without a project."""

    __tablename__ = "chain"
    __table_args__ = strict(
        UniqueConstraint("project_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int | None] = mapped_column(ForeignKey("project.id"))
    seq: Mapped[int] = mapped_column(default=0)
    head: Mapped[str] = mapped_column(Text)
