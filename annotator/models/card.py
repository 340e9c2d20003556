"""What people say of a corpus for the card of its releases."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from annotator.db.types import Json
from annotator.models.base import Base, strict


class Card(Base):
    """What people say of a corpus for the card of its releases: words by the name of the field."""

    __tablename__ = "card"
    __table_args__ = strict(
        UniqueConstraint("project_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    body: Mapped[Any] = mapped_column(Json)
    version: Mapped[int] = mapped_column(default=1)
