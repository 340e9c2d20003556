"""How many saves an account may make at once, kept so that the rate holds over all workers."""

from __future__ import annotations

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from annotator.db.types import Number
from annotator.models.base import Base, strict


class Allowance(Base):
    """How many saves an account may make at once: a bucket that fills with time.

    `left` counts thousandths of a save, `at` milliseconds since 1970.
    """

    __tablename__ = "allowance"
    __table_args__ = strict(
        UniqueConstraint("account_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    left: Mapped[int] = mapped_column(Number)
    at: Mapped[int] = mapped_column(Number)
