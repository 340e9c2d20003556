"""A body of articles with its guidelines, scheme and people."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from annotator.db.types import Flag, Moment
from annotator.models.base import Base, strict


class Project(Base):
    """A body of articles with its guidelines, scheme and people."""

    __tablename__ = "project"
    __table_args__ = strict(
        UniqueConstraint("slug"),
        CheckConstraint("per_article >= 1", name="per_article"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    per_article: Mapped[int] = mapped_column(default=2)
    scheme_version: Mapped[int] = mapped_column(default=1)
    guideline_version: Mapped[int] = mapped_column(default=1)
    auto_trivial: Mapped[bool] = mapped_column(Flag, default=False, server_default="0")
    second_verdict: Mapped[bool] = mapped_column(Flag, default=False, server_default="0")
    pass_mark: Mapped[int | None] = mapped_column()
    control_every: Mapped[int] = mapped_column(default=0, server_default="0")
    calibration_open: Mapped[bool] = mapped_column(Flag, default=False, server_default="0")
    proposals_first: Mapped[bool] = mapped_column(Flag, default=False, server_default="0")
    second_share: Mapped[int] = mapped_column(default=10, server_default="10")
    sample_share: Mapped[int] = mapped_column(default=6, server_default="6")
    withdrawn: Mapped[bool] = mapped_column(Flag, default=False, server_default="0")
    created: Mapped[datetime] = mapped_column(Moment)
