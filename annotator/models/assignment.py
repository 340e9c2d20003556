"""An article given to an annotator; a withdrawn one has no slot and keeps the work."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from annotator.db.types import Moment
from annotator.models.base import Base, strict


class Assignment(Base):
    """An article given to an annotator; a withdrawn one has no slot and keeps the work."""

    __tablename__ = "assignment"
    __table_args__ = strict(
        UniqueConstraint("public_id"),
        UniqueConstraint("article_id", "account_id"),
        UniqueConstraint("article_id", "slot"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(Text)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    slot: Mapped[int | None] = mapped_column()
    created: Mapped[datetime] = mapped_column(Moment)
    withdrawn: Mapped[datetime | None] = mapped_column(Moment)
