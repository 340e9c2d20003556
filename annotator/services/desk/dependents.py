"""Relations that hang on an annotation: withdrawn with it, back with it, and legal while it changes."""

from __future__ import annotations

from typing import Any, cast

from sqlalchemy import Table, bindparam, select, update
from sqlalchemy.orm import Session

from annotator.db.prepared import Prepared
from annotator.errors import Invalid
from annotator.models import Annotation, Relation
from annotator.records.layers import relation_record
from annotator.records.rows import RelationRow
from annotator.services.desk.desks import Desk
from schemas.sayings import say

TABLE, ANNOTATIONS = cast(Table, Relation.__table__), cast(Table, Annotation.__table__)
_IN_LAYER: Prepared[RelationRow] = Prepared(
    select(*(TABLE.c[name] for name in RelationRow._fields))
    .where(TABLE.c.layer_id == bindparam("layer"))
    .order_by(TABLE.c.position),
    RelationRow,
)
_TAGS: Prepared[tuple[str, str]] = Prepared(
    select(ANNOTATIONS.c.uuid, ANNOTATIONS.c.tag).where(
        ANNOTATIONS.c.layer_id == bindparam("layer"), Annotation.withdrawn.is_(False)
    )
)
_CHANGE: Prepared[Any] = Prepared(
    update(TABLE).where(TABLE.c.layer_id == bindparam("the_layer"), TABLE.c.uuid == bindparam("the_uuid")),
    columns=("type", "from_uuid", "to_uuid", "version", "withdrawn", "withdrawn_with"),
)


def in_layer(session: Session, desk: Desk) -> list[RelationRow]:
    """Return every relation of the layer, withdrawn ones too, in the order they were made."""
    return _IN_LAYER.all(session, layer=desk.layer.id)


def live_tags(session: Session, desk: Desk) -> dict[str, dict[str, Any]]:
    """Return id and tag of each live annotation of the layer, by its id."""
    return {uuid: {"id": uuid, "tag": tag} for uuid, tag in _TAGS.all(session, layer=desk.layer.id)}


def write(session: Session, row: RelationRow) -> None:
    """Store a relation that is there already as it is now."""
    _CHANGE.run(session, the_layer=row.layer_id, the_uuid=row.uuid, **row._asdict())


def withdraw(session: Session, desk: Desk, uuid: str) -> list[RelationRow]:
    """Withdraw the live relations of an annotation with it, and return them."""
    gone = [
        row._replace(version=row.version + 1, withdrawn=True, withdrawn_with=uuid)
        for row in in_layer(session, desk)
        if not row.withdrawn and uuid in (row.from_uuid, row.to_uuid)
    ]
    for row in gone:
        write(session, row)
    return gone


def settle(session: Session, desk: Desk, uuid: str, *, back: bool) -> list[RelationRow]:
    """Look after the relations of an annotation that was changed, and return those that were brought back.

    `back`: the annotation was withdrawn, and relations that were withdrawn with one come back where both ends are
    live. Raises Invalid `bad_relation` naming the first that would become illegal.
    """
    there = in_layer(session, desk)
    if not any(uuid in (row.from_uuid, row.to_uuid) for row in there):
        return []
    live = live_tags(session, desk)
    returned = [_back(row) if back and _comes_back(row, uuid, live) else row for row in there]
    brought = [row for row, before in zip(returned, there, strict=True) if row is not before]
    for row in brought:
        write(session, row)
    standing = [row for row in returned if not row.withdrawn]
    for row in standing:
        if uuid in (row.from_uuid, row.to_uuid):
            _require_legal(desk, row, live, [other for other in standing if other is not row])
    return brought


def _comes_back(row: RelationRow, uuid: str, live: dict[str, Any]) -> bool:
    with_an_end = row.withdrawn_with is not None and uuid in (row.from_uuid, row.to_uuid)
    return with_an_end and {row.from_uuid, row.to_uuid} <= live.keys()


def _back(row: RelationRow) -> RelationRow:
    return row._replace(version=row.version + 1, withdrawn=False, withdrawn_with=None)


def _require_legal(
    desk: Desk, row: RelationRow, live: dict[str, dict[str, Any]], others: list[RelationRow]
) -> None:
    ends = live[row.from_uuid], live[row.to_uuid]
    problem = desk.scheme.check_relation(row.type, *ends, [relation_record(other) for other in others])
    if problem:
        detail = say(
            "The relation %(uuid)s would become illegal: %(detail)s", uuid=row.uuid, detail=problem.detail
        )
        raise Invalid("bad_relation", detail, pointer="/tag", relation=row.uuid)
