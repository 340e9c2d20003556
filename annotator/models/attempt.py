"""One failed log-in, import or export, kept so that the limit holds over all workers."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from annotator.db.types import Moment
from annotator.models.base import Base, strict


class Attempt(Base):
    """One failed log-in, import or export, kept so that the limit holds over all workers."""

    __tablename__ = "attempt"
    __table_args__ = strict()

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(Text, index=True)
    at: Mapped[datetime] = mapped_column(Moment)
