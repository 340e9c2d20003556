"""What a reviewer ruled on a case, and why; append-only."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from annotator.db.types import Flag, Json
from annotator.models.base import Base, strict


class Decision(Base):
    """What a reviewer ruled on a case, and why; append-only.

    One that is `second_to` another stands beside it for comparison, and is never in force; `differs` says
    whether it takes something else.
    """

    __tablename__ = "decision"
    __table_args__ = strict(
        UniqueConstraint("article_id", "uuid"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[str] = mapped_column(Text, index=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), index=True)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("review_case.id"), index=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    second_to: Mapped[str | None] = mapped_column(Text)
    differs: Mapped[bool] = mapped_column(Flag, default=False, server_default="0")
    body: Mapped[Any] = mapped_column(Json)
