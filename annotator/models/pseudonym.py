"""The one random name a person bears in a project; once the account is emptied, it leads to nobody."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from annotator.models.base import Base, strict


class Pseudonym(Base):
    """The one random name a person bears in a project; once the account is emptied, it leads to nobody."""

    __tablename__ = "pseudonym"
    __table_args__ = strict(
        UniqueConstraint("project_id", "account_id"),
        UniqueConstraint("project_id", "name"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    name: Mapped[str] = mapped_column(Text)
