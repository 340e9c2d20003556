"""One act in a hash chain; never changed, never deleted."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from annotator.models.base import Base, strict


class Event(Base):
    """One act in a hash chain; never changed, never deleted."""

    __tablename__ = "event"
    __table_args__ = strict(
        UniqueConstraint("chain_id", "seq"),
        UniqueConstraint("chain_id", "prev_hash"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    chain_id: Mapped[int] = mapped_column(ForeignKey("chain.id"))
    seq: Mapped[int] = mapped_column()
    ts: Mapped[str] = mapped_column(Text)
    actor: Mapped[str] = mapped_column(Text)
    action: Mapped[str] = mapped_column(Text)
    commitment: Mapped[str] = mapped_column(Text)
    prev_hash: Mapped[str] = mapped_column(Text)
    hash: Mapped[str] = mapped_column(Text)
