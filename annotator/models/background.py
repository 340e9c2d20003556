"""What a person chose to say of themselves, in bands."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from annotator.db.types import Moment
from annotator.models.base import Base, strict


class Background(Base):
    """Age and education in bands, and under which words that was agreed to; in no history, so that it can go."""

    __tablename__ = "background"
    __table_args__ = strict(
        UniqueConstraint("account_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    age: Mapped[str] = mapped_column(Text)
    education: Mapped[str] = mapped_column(Text)
    consent: Mapped[int] = mapped_column()
    given: Mapped[datetime] = mapped_column(Moment)
