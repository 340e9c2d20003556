"""What is in many layers at once, as plain records: a corpus has too many annotations to make objects of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import Row, Select, Text, bindparam, select, type_coerce
from sqlalchemy.orm import Session

from annotator.models import Annotation, Relation

Record = dict[str, Any]
Contents = dict[int, tuple[list[Record], list[Record]]]

PLAIN = ("tag", "note", "confidence", "origin", "version")
JSON = ("anchor", "attributes", "sources", "derived_from")


def _live(table: type[Annotation] | type[Relation], *columns: Any) -> Select[Any]:
    layers = table.layer_id.in_(bindparam("ids", expanding=True))
    query = select(table.layer_id, *columns).where(layers, table.withdrawn.is_(False))
    return query.order_by(table.layer_id, table.position)


_ANNOTATIONS = _live(
    Annotation,
    Annotation.uuid,
    *(getattr(Annotation, name) for name in PLAIN),
    *(type_coerce(getattr(Annotation, name), Text) for name in JSON),
)
_RELATIONS = _live(Relation, Relation.uuid, Relation.type, Relation.from_uuid, Relation.to_uuid)


def contents(session: Session, layer_ids: Sequence[int]) -> Contents:
    """Return the live annotations and relations of each layer, in the order they were made."""
    inside: Contents = {layer_id: ([], []) for layer_id in layer_ids}
    rows = session.execute(_ANNOTATIONS, {"ids": layer_ids}).all()
    columns = [_decoded(row[7 + number] for row in rows) for number in range(len(JSON))]
    for row, *values in zip(rows, *columns, strict=True):
        inside[row[0]][0].append(_annotation(row, *values))
    for layer_id, uuid, kind, start, end in session.execute(_RELATIONS, {"ids": layer_ids}):
        inside[layer_id][1].append({"id": uuid, "type": kind, "from": start, "to": end})
    return inside


def _annotation(row: Row[Any], anchor: Any, attributes: Any, sources: Any, derived_from: Any) -> Record:
    uuid, tag, note, confidence, origin, version = tuple(row)[1:7]
    return {
        "id": uuid,
        "tag": tag,
        "anchor": anchor,
        "attributes": attributes,
        "sources": sources,
        "note": note,
        "confidence": confidence,
        "origin": origin,
        "version": version,
        "derived_from": derived_from,
    }


def _decoded(texts: Iterable[str]) -> list[Any]:
    """Decode a whole column at once: one call for thousands of small texts."""
    values: list[Any] = msgspec.json.decode(f"[{','.join(texts)}]")
    return values
