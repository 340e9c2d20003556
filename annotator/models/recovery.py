"""A recovery code: good once in place of the second factor; only its hash is kept."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from annotator.models.base import Base, strict


class Recovery(Base):
    """A recovery code: good once in place of the second factor; its hash is deleted when it is used."""

    __tablename__ = "recovery"
    __table_args__ = strict(
        UniqueConstraint("code_hash"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    code_hash: Mapped[str] = mapped_column(Text)
