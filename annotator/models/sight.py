"""Who has seen which layer, and how the article stood then: the same view is not recorded twice."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from annotator.models.base import Base, strict


class Sight(Base):
    """Who has seen which layer, and how the article stood then: the same view is not recorded twice."""

    __tablename__ = "sight"
    __table_args__ = strict(
        UniqueConstraint("account_id", "layer_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    layer_id: Mapped[int] = mapped_column(ForeignKey("layer.id"))
    head: Mapped[str] = mapped_column(Text)
