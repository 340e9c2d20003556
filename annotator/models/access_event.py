"""One view, export or build in the access chain of a project; never changed, never deleted."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from annotator.db.types import Json
from annotator.models.base import Base, strict


class AccessEvent(Base):
    """One view, export or build in the access chain of a project; never changed, never deleted."""

    __tablename__ = "access_event"
    __table_args__ = strict(
        UniqueConstraint("project_id", "seq"),
        UniqueConstraint("project_id", "prev_hash"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    seq: Mapped[int] = mapped_column()
    ts: Mapped[str] = mapped_column(Text)
    actor: Mapped[str] = mapped_column(Text)
    action: Mapped[str] = mapped_column(Text)
    acts: Mapped[int] = mapped_column()
    about: Mapped[Any] = mapped_column(Json)
    prev_hash: Mapped[str] = mapped_column(Text)
    hash: Mapped[str] = mapped_column(Text)
