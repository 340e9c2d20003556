"""One log-in of one person on one device; deleted when it ends."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from annotator.db.types import Flag, Moment
from annotator.models.base import Base, strict


class Login(Base):
    """One log-in of one person on one device; deleted when it ends.

    `confirmed` is when the password was last given. A pending one has the password behind it and no code yet; it
    lets nobody in.
    """

    __tablename__ = "login"
    __table_args__ = strict(
        UniqueConstraint("token_hash"),
        UniqueConstraint("public_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(Text)
    token_hash: Mapped[str] = mapped_column(Text)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    created: Mapped[datetime] = mapped_column(Moment)
    seen: Mapped[datetime] = mapped_column(Moment)
    confirmed: Mapped[datetime] = mapped_column(Moment)
    place: Mapped[str] = mapped_column(Text)
    pending: Mapped[bool] = mapped_column(Flag)
