"""Rows of the layers that were handed in, as the readings that cases are made of."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from annotator.domain.anchors import Anchor
from annotator.domain.cases import Link, Reading
from annotator.models import Annotation, Layer, Relation


def readings_of(session: Session, layers: Sequence[Layer]) -> list[Reading]:
    """Return every live annotation of the layers as a reading."""
    names = {layer.id: layer.name for layer in layers}
    query = select(Annotation).where(Annotation.layer_id.in_(names), Annotation.withdrawn.is_(False))
    return [
        Reading(
            id=row.uuid,
            layer=names[row.layer_id],
            tag=row.tag,
            kind=row.anchor["kind"],
            segments=Anchor.of(row.anchor).segments,
            attributes=row.attributes,
            sources=row.sources,
        )
        for row in session.scalars(query.order_by(Annotation.position))
    ]


def links_of(session: Session, layers: Sequence[Layer]) -> list[Link]:
    """Return every live relation of the layers."""
    names = {layer.id: layer.name for layer in layers}
    query = select(Relation).where(Relation.layer_id.in_(names), Relation.withdrawn.is_(False))
    return [
        Link(id=row.uuid, layer=names[row.layer_id], type=row.type, start=row.from_uuid, end=row.to_uuid)
        for row in session.scalars(query.order_by(Relation.position))
    ]
