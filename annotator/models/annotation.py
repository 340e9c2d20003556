"""One tag on one anchor in one layer, with its proof."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from annotator.db.types import Flag, Json
from annotator.models.base import Base, strict


class Annotation(Base):
    """One tag on one anchor in one layer, with its proof."""

    __tablename__ = "annotation"
    __table_args__ = strict(
        UniqueConstraint("layer_id", "uuid"),
        CheckConstraint('start IS NULL OR (0 <= start AND start <= "end")', name="span"),
        CheckConstraint("version >= 1", name="version"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    layer_id: Mapped[int] = mapped_column(ForeignKey("layer.id"))
    uuid: Mapped[str] = mapped_column(Text, index=True)
    position: Mapped[int] = mapped_column()
    tag: Mapped[str] = mapped_column(Text)
    anchor: Mapped[Any] = mapped_column(Json)
    start: Mapped[int | None] = mapped_column()
    end: Mapped[int | None] = mapped_column()
    attributes: Mapped[Any] = mapped_column(Json)
    sources: Mapped[Any] = mapped_column(Json)
    note: Mapped[str | None] = mapped_column(Text)
    confidence: Mapped[int | None] = mapped_column()
    origin: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(default=1)
    derived_from: Mapped[Any] = mapped_column(Json)
    withdrawn: Mapped[bool] = mapped_column(Flag, default=False)
