"""One role of one person in one project."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from annotator.models.base import Base, strict


class Member(Base):
    """One role of one person in one project."""

    __tablename__ = "member"
    __table_args__ = strict(
        UniqueConstraint("project_id", "account_id", "role"),
        CheckConstraint("role IN ('annotator', 'reviewer', 'researcher', 'manager')", name="role"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    role: Mapped[str] = mapped_column(Text)
