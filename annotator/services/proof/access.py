"""The access chain: who has seen another's layer, taken an export, built a release; it changes no export."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from sqlalchemy import Table, bindparam, select, text, update
from sqlalchemy.orm import Session

from annotator import clock
from annotator.db.types import stamp
from annotator.domain.history import GENESIS, leaf
from annotator.models import AccessEvent, AccessHead, Article, Layer, Project, Sight
from annotator.permissions import Actor
from annotator.services.proof.history import actor_name

SCHEMA = "annotator/access/1"
_HEADS, _EVENTS = (cast(Table, table.__table__) for table in (AccessHead, AccessEvent))
_BEGIN = text("INSERT INTO access_head (project_id, seq, head) VALUES (:project, 0, :head) ON CONFLICT DO NOTHING")
_NEXT = (
    update(_HEADS)
    .where(_HEADS.c.project_id == bindparam("project"))
    .values(seq=_HEADS.c.seq + 1)
    .returning(_HEADS.c.seq, _HEADS.c.head)
)
_MOVE = update(_HEADS).where(_HEADS.c.project_id == bindparam("project")).values(head=bindparam("new_head"))


def record(
    session: Session, actor: Actor, project: Project, action: str, about: dict[str, Any], *, acts: int
) -> None:
    """Append what was accessed, and after how many `acts` of the project; the row of the head is the lock."""
    connection = session.connection()
    found = connection.execute(_NEXT, {"project": project.id}).first()
    if found is None:
        connection.execute(_BEGIN, {"project": project.id, "head": GENESIS})
        found = connection.execute(_NEXT, {"project": project.id}).one()
    event = {
        "schema": SCHEMA,
        "seq": found.seq,
        "ts": stamp(clock.now()),
        "actor": actor_name(session, actor, project),
        "action": action,
        "acts": acts,
        "about": about,
        "prev_hash": found.head,
    }
    row = {name: value for name, value in event.items() if name != "schema"}
    new_head = leaf(event)
    connection.execute(_EVENTS.insert(), row | {"project_id": project.id, "hash": new_head})
    connection.execute(_MOVE, {"project": project.id, "new_head": new_head})


def of_others(actor: Actor, layers: Iterable[Layer]) -> list[Layer]:
    """Return those of the layers that are not the actor's own; nobody's own are gold and imported ones."""
    return [layer for layer in layers if actor.account_id is not None and layer.account_id != actor.account_id]


def unseen(session: Session, actor: Actor, article: Article, layers: Iterable[Layer]) -> list[Layer]:
    """Return the layers of others that the actor has not seen yet as the article stands now."""
    others = of_others(actor, layers)
    query = select(Sight.layer_id).where(Sight.account_id == actor.account_id, Sight.head == (article.head or ""))
    seen = (
        set(session.scalars(query.where(Sight.layer_id.in_([layer.id for layer in others])))) if others else set()
    )
    return [layer for layer in others if layer.id not in seen]


def note_view(
    session: Session, actor: Actor, project: Project, article: Article, layers: list[Layer], *, acts: int
) -> None:
    """Record that the actor has seen these layers of others, after so many acts of the project."""
    rows = select(Sight).where(Sight.account_id == actor.account_id)
    known = {row.layer_id: row for row in session.scalars(rows.where(Sight.layer_id.in_([x.id for x in layers])))}
    for layer in layers:
        row = known.get(layer.id) or Sight(account_id=actor.account_id, layer_id=layer.id)
        row.head = article.head or ""
        session.add(row)
    session.flush()
    about = {"article": article.public_id, "layers": sorted(layer.name for layer in layers)}
    record(session, actor, project, "view", about, acts=acts)
