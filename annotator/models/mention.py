"""That a fact-check is about what an annotation claims."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from annotator.models.base import Base, strict


class Mention(Base):
    """That a fact-check is about what an annotation claims."""

    __tablename__ = "mention"
    __table_args__ = strict(
        UniqueConstraint("fact_check_id", "annotation_uuid"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    fact_check_id: Mapped[int] = mapped_column(ForeignKey("fact_check.id"))
    annotation_uuid: Mapped[str] = mapped_column(Text, index=True)
