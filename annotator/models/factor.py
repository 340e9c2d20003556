"""The second factor of a person: what their authenticator app and we both know."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from annotator.db.types import Moment, Number
from annotator.models.base import Base, strict


class Factor(Base):
    """The second factor of a person: what their authenticator app and we both know.

    `sealed` is the secret, encrypted with the key of the workspace. `since` is None until a code has proved
    that the app has it. `step` is the last half minute whose code was taken, so that none is taken twice.
    """

    __tablename__ = "factor"
    __table_args__ = strict(
        UniqueConstraint("account_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    sealed: Mapped[str] = mapped_column(Text)
    since: Mapped[datetime | None] = mapped_column(Moment)
    step: Mapped[int] = mapped_column(Number)
