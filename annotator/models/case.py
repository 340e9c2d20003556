"""One place of an article where readings are compared: a disagreement, or an agreement."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from annotator.db.types import Flag, Json
from annotator.models.base import Base, strict


class Case(Base):
    """One place of an article where readings are compared: a disagreement, or an agreement."""

    __tablename__ = "review_case"
    __table_args__ = strict(
        UniqueConstraint("public_id"),
        CheckConstraint("state IN ('open', 'decided', 'void')", name="state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(Text)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), index=True)
    version: Mapped[int] = mapped_column(default=1)
    state: Mapped[str] = mapped_column(Text, default="open")
    start: Mapped[int | None] = mapped_column()
    end: Mapped[int | None] = mapped_column()
    kinds: Mapped[Any] = mapped_column(Json)
    primary: Mapped[str] = mapped_column(Text)
    members: Mapped[Any] = mapped_column(Json)
    missing: Mapped[Any] = mapped_column(Json)
    trivial: Mapped[bool] = mapped_column(Flag, default=False)
    inputs_sha256: Mapped[str] = mapped_column(Text)
    tags: Mapped[str] = mapped_column(Text, default="", server_default="")
    lot: Mapped[int] = mapped_column(default=0, server_default="0")
    weight: Mapped[int] = mapped_column(default=0, server_default="0")
