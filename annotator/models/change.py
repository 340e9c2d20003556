"""What one act did to one object: its state afterwards, committed to by a salted hash."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from annotator.models.base import Base, strict


class Change(Base):
    """What one act did to one object: its state afterwards, committed to by a salted hash.

    Once erased, salt and body are empty, and `commitment` is what they were committed to by.
    """

    __tablename__ = "change"
    __table_args__ = strict()

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), index=True)
    article_id: Mapped[int | None] = mapped_column(ForeignKey("article.id"), index=True)
    object: Mapped[str] = mapped_column(Text)
    salt: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text)
    commitment: Mapped[str | None] = mapped_column(Text)
