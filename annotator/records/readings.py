"""Rows of the layers that were handed in, as the readings that cases are made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from annotator.domain.anchors import Anchor
from annotator.domain.cases import Link, Reading
from annotator.domain.names import name_key
from annotator.models import Annotation, Entity, Layer, Project, Relation, Source


def readings_of(session: Session, project: Project, layers: Sequence[Layer]) -> list[Reading]:
    """Return every live annotation of the layers as a reading.

    People who work blind each make their own entry for the same body or page: entities are compared by name
    and kind, sources by their canonical address.
    """
    names = {layer.id: layer.name for layer in layers}
    query = select(Annotation).where(Annotation.layer_id.in_(names), Annotation.withdrawn.is_(False))
    rows = session.scalars(query.order_by(Annotation.position)).all()
    same = same_things(session, project)
    return [reading_of(row, names[row.layer_id], same) for row in rows]


def reading_of(row: Annotation, layer: str, same: Mapping[str, str] = MappingProxyType({})) -> Reading:
    """Return an annotation as a reading; `same` says under which names entities and sources are compared."""
    return Reading(
        id=row.uuid,
        layer=layer,
        tag=row.tag,
        kind=row.anchor["kind"],
        segments=Anchor.of(row.anchor).segments,
        attributes={name: joined(value, same) for name, value in row.attributes.items()},
        sources=[{**link, "source": same.get(link["source"], link["source"])} for link in row.sources],
    )


def same_things(session: Session, project: Project) -> dict[str, str]:
    """Return under which name each entity and source of the project is compared."""
    entities = session.scalars(select(Entity).where(Entity.project_id == project.id)).all()
    by_id = {row.uuid: row for row in entities}
    stand_in = {row.uuid: by_id.get(row.joined_into or "", row) for row in entities}
    sources = select(Source.uuid, Source.canonical_url).where(Source.project_id == project.id)
    same = {uuid: f"{row.body.get('kind')} {name_key(row.name).strip()}" for uuid, row in stand_in.items()}
    return same | {uuid: url or uuid for uuid, url in session.execute(sources)}


def joined(value: Any, same: Mapping[str, str]) -> Any:
    """Return an attribute with the names under which entities and sources are compared."""
    if isinstance(value, str):
        return same.get(value, value)
    return [joined(item, same) for item in value] if isinstance(value, list) else value


def links_of(session: Session, layers: Sequence[Layer]) -> list[Link]:
    """Return every live relation of the layers."""
    names = {layer.id: layer.name for layer in layers}
    query = select(Relation).where(Relation.layer_id.in_(names), Relation.withdrawn.is_(False))
    return [
        Link(id=row.uuid, layer=names[row.layer_id], type=row.type, start=row.from_uuid, end=row.to_uuid)
        for row in session.scalars(query.order_by(Relation.position))
    ]
