"""One annotation or relation, or one decided case, that is to be looked at again."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from annotator.db.types import Flag
from annotator.models.base import Base, strict


class RecheckItem(Base):
    """One annotation or relation, or one decided case, that is to be looked at again.

    It bears the annotation, or the relation in its place, with the version that it had, or the case with the
    decision that was in force: what comes after these is a change. `kept` is said of what stays as it is.
    """

    __tablename__ = "recheck_item"
    __table_args__ = strict(
        UniqueConstraint("recheck_id", "number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    recheck_id: Mapped[int] = mapped_column(ForeignKey("recheck.id"))
    number: Mapped[int] = mapped_column()
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), index=True)
    layer_id: Mapped[int | None] = mapped_column(ForeignKey("layer.id"), index=True)
    annotation: Mapped[str | None] = mapped_column(Text)
    version: Mapped[int | None] = mapped_column()
    case_id: Mapped[int | None] = mapped_column(ForeignKey("review_case.id"), index=True)
    decision: Mapped[str | None] = mapped_column(Text)
    kept: Mapped[bool] = mapped_column(Flag, default=False)
    kept_by: Mapped[str | None] = mapped_column(Text)
