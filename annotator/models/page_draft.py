"""A page of an article that was read and waits to be looked at before it is stored."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, LargeBinary, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from annotator.db.types import Json, Moment
from annotator.models.base import Base, strict


class PageDraft(Base):
    """A page of an article that was read and waits to be looked at before it is stored."""

    __tablename__ = "page_draft"
    __table_args__ = strict(
        UniqueConstraint("public_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(Text)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    name: Mapped[str] = mapped_column(Text)
    data: Mapped[bytes] = mapped_column(LargeBinary)
    page: Mapped[Any] = mapped_column(Json)
    created: Mapped[datetime] = mapped_column(Moment)
