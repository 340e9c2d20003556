"""The bytes of a piece of evidence as they were seen: where they lie is said by their hash."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from annotator.db.types import Moment
from annotator.models.base import Base, strict


class Capture(Base):
    """The bytes of a piece of evidence as they were seen: where they lie is said by their hash.

    `text` is what was read out of them, in which quotations are looked for.
    """

    __tablename__ = "capture"
    __table_args__ = strict(
        UniqueConstraint("sha256"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(Text)
    bytes: Mapped[int]
    media_type: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    created: Mapped[datetime] = mapped_column(Moment)
