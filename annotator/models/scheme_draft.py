"""A scheme that somebody is changing and has not published."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from annotator.db.types import Json, Moment
from annotator.models.base import Base, strict


class SchemeDraft(Base):
    """A scheme that somebody is changing and has not published; `base` is the version it began from."""

    __tablename__ = "scheme_draft"
    __table_args__ = strict(
        UniqueConstraint("project_id", "account_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    base: Mapped[int] = mapped_column()
    body: Mapped[Any] = mapped_column(Json)
    changed: Mapped[datetime] = mapped_column(Moment)
