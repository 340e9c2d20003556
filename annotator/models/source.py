"""One citable thing outside the articles, or an article of the project."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from annotator.db.types import Json
from annotator.models.arrival import Arriving
from annotator.models.base import Base, strict


class Source(Arriving, Base):
    """One citable thing outside the articles, or an article of the project.

    `joined_into` is the id of the source that stands for this one, which is its alias then.
    """

    __tablename__ = "source"
    __table_args__ = strict(
        UniqueConstraint("project_id", "uuid"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    uuid: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    canonical_url: Mapped[str | None] = mapped_column(Text, index=True)
    body: Mapped[Any] = mapped_column(Json)
    version: Mapped[int] = mapped_column(default=1)
    joined_into: Mapped[str | None] = mapped_column(Text)
    made_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
