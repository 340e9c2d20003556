"""One person's work on one article, or the gold, or a layer that came with the article."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from annotator.db.types import Flag
from annotator.models.base import Base, strict


class Layer(Base):
    """One person's work on one article, or the gold, or a layer that came with the article.

    One that came may be `compared` as a reading of nobody known here, or say why it counts in no figure.
    """

    __tablename__ = "layer"
    __table_args__ = strict(
        UniqueConstraint("article_id", "name"),
        UniqueConstraint("article_id", "account_id"),
        CheckConstraint("kind IN ('annotator', 'gold', 'imported')", name="kind"),
        CheckConstraint("state IN ('open', 'submitted', 'adjudicated', 'released')", name="state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"))
    name: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    state: Mapped[str] = mapped_column(Text, default="open")
    guideline_version: Mapped[int | None] = mapped_column()
    scheme_version: Mapped[int] = mapped_column(default=1)
    positions: Mapped[int] = mapped_column(default=0)
    seconds: Mapped[int] = mapped_column(default=0, server_default="0")
    aside: Mapped[str | None] = mapped_column(Text)
    compared: Mapped[bool] = mapped_column(Flag, default=False, server_default="0")
