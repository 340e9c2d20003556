"""A typed, directed link between two annotations of one layer."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from annotator.db.types import Flag
from annotator.models.base import Base, strict


class Relation(Base):
    """A typed, directed link between two annotations of one layer."""

    __tablename__ = "relation"
    __table_args__ = strict(
        UniqueConstraint("layer_id", "uuid"),
        CheckConstraint("from_uuid <> to_uuid", name="two_ends"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    layer_id: Mapped[int] = mapped_column(ForeignKey("layer.id"))
    uuid: Mapped[str] = mapped_column(Text, index=True)
    position: Mapped[int] = mapped_column()
    type: Mapped[str] = mapped_column(Text)
    from_uuid: Mapped[str] = mapped_column(Text)
    to_uuid: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(default=1)
    withdrawn: Mapped[bool] = mapped_column(Flag, default=False)
    withdrawn_with: Mapped[str | None] = mapped_column(Text)
