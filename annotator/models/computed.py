"""What took long to compute, kept by the hash of all that it was computed from."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from annotator.db.types import Json, Moment
from annotator.models.base import Base, strict


class Computed(Base):
    """What took long to compute, kept by the hash of all that it was computed from; it can be made again."""

    __tablename__ = "computed"
    __table_args__ = strict()

    key: Mapped[str] = mapped_column(Text, primary_key=True)
    body: Mapped[Any] = mapped_column(Json)
    created: Mapped[datetime] = mapped_column(Moment)
