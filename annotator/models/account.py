"""A person who may log in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from annotator.db.types import Flag, Moment
from annotator.models.base import Base, strict


class Account(Base):
    """A person who may log in."""

    __tablename__ = "account"
    __table_args__ = strict(
        UniqueConstraint("public_id"),
        UniqueConstraint("name_key"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    name_key: Mapped[str] = mapped_column(Text)
    password_hash: Mapped[str | None] = mapped_column(Text)
    admin: Mapped[bool] = mapped_column(Flag, default=False)
    may_create: Mapped[bool] = mapped_column(Flag, default=False)
    disabled: Mapped[bool] = mapped_column(Flag, default=False)
    must_factor: Mapped[bool] = mapped_column(Flag, default=False)
    language: Mapped[str | None] = mapped_column(Text)
    created: Mapped[datetime] = mapped_column(Moment)
