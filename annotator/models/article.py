"""A frozen text with what is known about it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, column_property, mapped_column

from annotator.db.types import Flag, Json, Moment
from annotator.models.arrival import Arriving
from annotator.models.base import Base, strict
from annotator.models.event import Event

_CAME_WITH = Event.__table__.alias("came_with")


class Article(Arriving, Base):
    """A frozen text with what is known about it; `head` is the hash of the last event that changed it."""

    __tablename__ = "article"
    __table_args__ = strict(
        UniqueConstraint("public_id"),
        UniqueConstraint("project_id", "text_sha256"),
        Index(None, "project_id", "story"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(Text)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    title: Mapped[str | None] = mapped_column(Text)
    url: Mapped[str | None] = mapped_column(Text)
    outlet: Mapped[str | None] = mapped_column(Text)
    authors: Mapped[Any] = mapped_column(Json)
    published: Mapped[str | None] = mapped_column(Text)
    language: Mapped[str | None] = mapped_column(Text)
    story: Mapped[str | None] = mapped_column(Text)
    genre: Mapped[str | None] = mapped_column(Text)
    rights: Mapped[str | None] = mapped_column(Text)
    meta: Mapped[Any] = mapped_column(Json)
    text: Mapped[str] = mapped_column(Text)
    text_sha256: Mapped[str] = mapped_column(Text)
    regions: Mapped[Any] = mapped_column(Json)
    purpose: Mapped[str | None] = mapped_column(Text)
    ordering: Mapped[Any] = mapped_column(Json, nullable=True)
    original_id: Mapped[int | None] = mapped_column(ForeignKey("original.id"), index=True)
    arrival_id: Mapped[int | None] = mapped_column(ForeignKey("event.id"), index=True)
    opened: Mapped[bool] = mapped_column(Flag, default=False)
    events: Mapped[int] = mapped_column(default=0)
    own_head: Mapped[str | None] = mapped_column("head", Text)
    head: Mapped[str | None] = column_property(
        func.coalesce(own_head, select(_CAME_WITH.c.hash).where(_CAME_WITH.c.id == arrival_id).scalar_subquery())
    )
    created: Mapped[datetime] = mapped_column(Moment)
