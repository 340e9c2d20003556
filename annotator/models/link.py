"""A link that works once: to choose a password, or to join a project."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from annotator.db.types import Json, Moment
from annotator.models.base import Base, strict


class Link(Base):
    """A link that works once: to choose a password, or to join a project."""

    __tablename__ = "link"
    __table_args__ = strict(
        UniqueConstraint("token_hash"),
        CheckConstraint("purpose IN ('password', 'invite')", name="purpose"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(Text)
    purpose: Mapped[str] = mapped_column(Text)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    project_id: Mapped[int | None] = mapped_column(ForeignKey("project.id"))
    roles: Mapped[Any] = mapped_column(Json)
    maker_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    """Who made it; None for the operator, and where it was made before that was kept."""
    created: Mapped[datetime] = mapped_column(Moment)
    expires: Mapped[datetime] = mapped_column(Moment)
    used: Mapped[datetime | None] = mapped_column(Moment)
