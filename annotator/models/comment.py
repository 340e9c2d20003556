"""What annotator, reviewer and manager say to each other about a layer; never part of the corpus."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from annotator.db.types import Flag, Moment
from annotator.models.base import Base, strict


class Comment(Base):
    """One thing said about a layer, or about one annotation in it; or that the article is unsuitable, and why."""

    __tablename__ = "comment"
    __table_args__ = strict(
        UniqueConstraint("uuid"),
        CheckConstraint("kind IN ('comment', 'unsuitable')", name="kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[str] = mapped_column(Text)
    layer_id: Mapped[int] = mapped_column(ForeignKey("layer.id"), index=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    role: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text, default="comment")
    annotation: Mapped[str | None] = mapped_column(Text)
    answers: Mapped[str | None] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    settled: Mapped[bool] = mapped_column(Flag, default=False)
    created: Mapped[datetime] = mapped_column(Moment)
