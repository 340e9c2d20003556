"""An import on its way in: until it is published, no session sees what it brings."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, ForeignKey, exists, select
from sqlalchemy import event as happening
from sqlalchemy.orm import Mapped, ORMExecuteState, Session, mapped_column, with_loader_criteria

from annotator.db.types import Moment
from annotator.models.base import Base, strict
from annotator.models.event import Event


class Arrival(Base):
    """An import on its way in, named by the event that it will be; publishing it takes this row away."""

    __tablename__ = "arrival"
    __table_args__ = strict()

    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), primary_key=True, autoincrement=False)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    begun: Mapped[datetime] = mapped_column(Moment)


class Arriving:
    """What an import may bring: hidden while the event it came with is on its way in."""

    arrival_id: Mapped[int | None] = mapped_column(ForeignKey("event.id"))


def _is_here(table: type[Arriving]) -> ColumnElement[bool]:
    return ~exists(select(Arrival.event_id).where(Arrival.event_id == table.arrival_id))


_HERE = (
    with_loader_criteria(Arriving, _is_here, include_aliases=True),
    with_loader_criteria(Event, Event.seq > 0, include_aliases=True),
)


@happening.listens_for(Session, "do_orm_execute")
def _hide(state: ORMExecuteState) -> None:
    """Let every statement on mapped classes pass over what is not published; one on bare tables sees all."""
    if not state.is_column_load and not state.is_relationship_load:
        state.statement = state.statement.options(*_HERE)
