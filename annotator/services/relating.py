"""Link annotations of the own layer, and take links back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from annotator.errors import Invalid, Missing
from annotator.models import Annotation, Layer, Relation
from annotator.permissions import Actor
from annotator.queries import layers
from annotator.records.layers import relation_record
from annotator.services.annotating import Desk, hash_of, held, next_position, sit_down
from annotator.services.history import Act
from annotator.services.versions import require_version

FIELDS = ("type", "from", "to")


@dataclass(frozen=True)
class Stored:
    """What a save made: the relation, whether it is new, and the hash of its layer."""

    row: Relation
    created: bool
    layer_hash: str


def put(
    session: Session,
    actor: Actor,
    article_id: str,
    uuid: str,
    body: Mapping[str, Any],
    *,
    if_match: int | None,
) -> Stored:
    """Store the relation under the client's id, by the same rules as annotations.

    Raises Invalid `bad_relation` for a type or end that the scheme forbids.
    """
    desk = sit_down(session, actor, article_id)
    row = held(session, desk.layer, Relation, uuid)
    wanted = _read(body)
    if row is not None and not row.withdrawn and (row.type, row.from_uuid, row.to_uuid) == wanted:
        return Stored(row, False, hash_of(session, desk.layer))
    desk.require_open()
    if row is not None:
        require_version(if_match, row.version, current(row))
    _require_legal(session, desk, uuid, wanted)
    if row is None:
        row = Relation(layer_id=desk.layer.id, uuid=uuid, position=next_position(desk.layer), version=0)
        session.add(row)
    row.type, row.from_uuid, row.to_uuid = wanted
    row.version += 1
    row.withdrawn, row.withdrawn_with = False, None
    _record(session, actor, desk, row, "relation:put")
    return Stored(row, row.version == 1, hash_of(session, desk.layer))


def withdraw(session: Session, actor: Actor, article_id: str, uuid: str, *, if_match: int | None) -> Relation:
    """Withdraw the relation; a second time changes nothing."""
    desk = sit_down(session, actor, article_id)
    row: Relation | None = held(session, desk.layer, Relation, uuid)
    if row is None:
        raise Missing()
    if row.withdrawn:
        return row
    desk.require_open()
    if if_match is not None:
        require_version(if_match, row.version, current(row))
    row.withdrawn, row.version = True, row.version + 1
    _record(session, actor, desk, row, "relation:withdraw")
    return row


def current(row: Relation) -> dict[str, Any]:
    """Return the stored copy as a client compares it."""
    record = {**relation_record(row), "version": row.version}
    return record | ({"withdrawn": True} if row.withdrawn else {})


def _read(body: Mapping[str, Any]) -> tuple[str, str, str]:
    for name in body:
        if name not in FIELDS:
            raise Invalid("unknown_field", f"There is no field {name!r} here.", pointer=f"/{name}")
    for name in FIELDS:
        if not isinstance(body.get(name), str):
            code = "wrong_type" if name in body else "missing_field"
            raise Invalid(code, f"Say {name!r}, as text.", pointer=f"/{name}")
    return body["type"], body["from"].lower(), body["to"].lower()


def _require_legal(session: Session, desk: Desk, uuid: str, wanted: tuple[str, str, str]) -> None:
    ends = [_end(session, desk.layer, name, end) for name, end in zip(("from", "to"), wanted[1:], strict=True)]
    others = [relation_record(row) for row in layers.relations_in(session, desk.layer) if row.uuid != uuid]
    problem = desk.scheme.check_relation(wanted[0], ends[0], ends[1], others)
    if problem:
        raise Invalid.many([problem])


def _end(session: Session, layer: Layer, name: str, uuid: str) -> dict[str, Any]:
    query = select(Annotation.tag).where(
        Annotation.layer_id == layer.id, Annotation.uuid == uuid, Annotation.withdrawn.is_(False)
    )
    tag = session.scalar(query)
    if tag is None:
        detail = f"There is no annotation {uuid[:40]} in your layer to link."
        raise Invalid("bad_relation", detail, pointer=f"/{name}")
    return {"id": uuid, "tag": tag}


def _record(session: Session, actor: Actor, desk: Desk, row: Relation, action: str) -> None:
    act = Act(session, actor, action, desk.project, name=desk.layer.name)
    session.flush()
    act.touch(row, within=desk.layer.name, article=desk.article)
    act.record()
