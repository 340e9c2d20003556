"""Link annotations of the own layer, and take links back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from sqlalchemy import Table
from sqlalchemy.orm import Session

from annotator.db.prepared import Prepared
from annotator.errors import Invalid, Missing
from annotator.models import Relation
from annotator.permissions import Actor
from annotator.records.layers import relation_record
from annotator.records.rows import RelationRow
from annotator.services.desk import dependents, timing
from annotator.services.desk.desks import Desk, Stored, is_held, next_position, sit_down
from annotator.services.desk.live import lines_after, lines_now
from annotator.services.proof.history import Act
from annotator.services.versions import require_version
from exports.links import outside
from schemas.sayings import say

FIELDS = ("type", "from", "to")
_NEW: Prepared[Any] = Prepared(cast(Table, Relation.__table__).insert(), columns=RelationRow._fields)


def put(
    session: Session,
    actor: Actor,
    article_id: str,
    uuid: str,
    body: Mapping[str, Any],
    *,
    if_match: int | None,
    seconds: int = 0,
) -> Stored[RelationRow]:
    """Store the relation under the client's id, by the same rules as annotations.

    Raises Invalid `bad_relation` for a type or end that the scheme forbids.
    """
    desk = sit_down(session, actor, article_id)
    stored = held(session, desk, uuid)
    wanted = _read(body)
    if stored is not None and not stored.withdrawn and (stored.type, stored.from_uuid, stored.to_uuid) == wanted:
        return Stored(stored, False, lines_now(session, desk))
    desk.require_open()
    if stored is not None:
        require_version(if_match, stored.version, current(stored))
    _require_legal(session, desk, uuid, wanted)
    row = _add(session, desk, uuid, wanted) if stored is None else _change(session, stored, wanted)
    lines = _record(session, actor, desk, row, "relation:put", seconds)
    return Stored(row, row.version == 1, lines)


def withdraw(
    session: Session, actor: Actor, article_id: str, uuid: str, *, if_match: int | None, seconds: int = 0
) -> Stored[RelationRow]:
    """Withdraw the relation; a second time changes nothing."""
    desk = sit_down(session, actor, article_id)
    stored = held(session, desk, uuid)
    if stored is None:
        raise Missing()
    if stored.withdrawn:
        return Stored(stored, False, lines_now(session, desk))
    desk.require_open()
    if if_match is not None:
        require_version(if_match, stored.version, current(stored))
    row = stored._replace(withdrawn=True, version=stored.version + 1)
    dependents.write(session, row)
    lines = _record(session, actor, desk, row, "relation:withdraw", seconds)
    return Stored(row, False, lines)


def held(session: Session, desk: Desk, uuid: str) -> RelationRow | None:
    """Return the relation of that id in the layer, None when the id is free; else raises Missing."""
    if not is_held(session, desk, Relation, uuid):
        return None
    return next(row for row in dependents.in_layer(session, desk) if row.uuid == uuid)


def current(row: RelationRow) -> dict[str, Any]:
    """Return the stored copy as a client compares it."""
    record = {**relation_record(row), "version": row.version}
    return record | ({"withdrawn": True} if row.withdrawn else {})


def _read(body: Mapping[str, Any]) -> tuple[str, str, str]:
    for name in body:
        if name not in FIELDS:
            raise Invalid("unknown_field", say("There is no field %(name)r here.", name=name), pointer=f"/{name}")
    for name in FIELDS:
        if not isinstance(body.get(name), str):
            code = "wrong_type" if name in body else "missing_field"
            raise Invalid(code, say("Say %(name)r, as text.", name=name), pointer=f"/{name}")
    return body["type"], body["from"].lower(), body["to"].lower()


def _require_legal(session: Session, desk: Desk, uuid: str, wanted: tuple[str, str, str]) -> None:
    live = dependents.live_tags(session, desk)
    for name, end in zip(("from", "to"), wanted[1:], strict=True):
        if end not in live:
            raise Invalid("bad_relation", outside(end), pointer=f"/{name}")
    there = [row for row in dependents.in_layer(session, desk) if not row.withdrawn and row.uuid != uuid]
    others = [relation_record(row) for row in there]
    problem = desk.scheme.check_relation(wanted[0], live[wanted[1]], live[wanted[2]], others)
    if problem:
        raise Invalid.many([problem])


def _add(session: Session, desk: Desk, uuid: str, wanted: tuple[str, str, str]) -> RelationRow:
    position = next_position(session, desk)
    row = RelationRow(desk.layer.id, uuid, position, *wanted, version=1, withdrawn=False, withdrawn_with=None)
    _NEW.run(session, **row._asdict())
    return row


def _change(session: Session, stored: RelationRow, wanted: tuple[str, str, str]) -> RelationRow:
    kind, start, end = wanted
    row = stored._replace(type=kind, from_uuid=start, to_uuid=end, version=stored.version + 1)
    row = row._replace(withdrawn=False, withdrawn_with=None)
    dependents.write(session, row)
    return row


def _record(
    session: Session, actor: Actor, desk: Desk, row: RelationRow, action: str, seconds: int
) -> Sequence[str]:
    act = Act(session, actor, action, desk.project, name=desk.layer.name)
    act.touch(row, within=desk.layer.name, article=desk.article)
    timing.spend(act, desk.article.id, desk.layer.id, desk.layer.name, seconds)
    act.record()
    return lines_after(session, desk, act.head, [row])
