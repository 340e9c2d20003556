"""Where the access chain of a project ends; its row is the lock that keeps the chain from forking."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from annotator.models.base import Base, strict


class AccessHead(Base):
    """Where the access chain of a project ends; its row is the lock that keeps the chain from forking."""

    __tablename__ = "access_head"
    __table_args__ = strict()

    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(default=0)
    head: Mapped[str] = mapped_column(Text)
