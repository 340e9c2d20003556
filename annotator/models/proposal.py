"""What was proposed on a case: computed from the readings, kept so that it can be held against the decision."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from annotator.db.types import Json
from annotator.models.base import Base, strict


class Proposal(Base):
    """What was proposed on a version of a case, by one method.

    `votes` are the tag, or None, by layer; `chosen` is the place of an option; `confidence` is in thousandths
    and not yet held against decisions.
    """

    __tablename__ = "proposal"
    __table_args__ = strict(
        UniqueConstraint("case_id", "case_version", "method"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("review_case.id"))
    case_version: Mapped[int] = mapped_column()
    method: Mapped[str] = mapped_column(Text)
    params: Mapped[Any] = mapped_column(Json)
    votes: Mapped[Any] = mapped_column(Json)
    options: Mapped[Any] = mapped_column(Json)
    chosen: Mapped[int] = mapped_column()
    confidence: Mapped[int] = mapped_column()
    ground: Mapped[str] = mapped_column(Text)
