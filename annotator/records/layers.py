"""Annotations, relations and layers as records of the corpus."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

from annotator.models import Annotation, Layer, Relation
from annotator.records.rows import AnnotationRow, RelationRow

Record = dict[str, Any]


def annotation_record(row: Annotation | AnnotationRow) -> Record:
    """Return the annotation as it leaves, keys in the order of the schema."""
    return {
        "id": row.uuid,
        "tag": row.tag,
        "anchor": row.anchor,
        "attributes": row.attributes,
        "sources": row.sources,
        "note": row.note,
        "confidence": row.confidence,
        "origin": row.origin,
        "version": row.version,
        "derived_from": row.derived_from,
    }


def relation_record(row: Relation | RelationRow) -> Record:
    """Return the relation as it leaves in a corpus."""
    return {"id": row.uuid, "type": row.type, "from": row.from_uuid, "to": row.to_uuid}


def layer_record(layer: Layer, annotations: Sequence[Annotation], relations: Sequence[Relation]) -> Record:
    """Return the layer as it leaves in a corpus."""
    return {
        "layer": layer.name,
        "state": layer.state,
        "guideline_version": layer.guideline_version,
        "annotations": [annotation_record(row) for row in annotations],
        "relations": [relation_record(row) for row in relations],
    }


def layer_view(layer: Layer, annotations: Sequence[Annotation], relations: Sequence[Relation]) -> Record:
    """Return the layer as a client sees it: relations bear versions, what is withdrawn says so."""
    view = layer_record(layer, annotations, relations)
    for row, record in zip(annotations, view["annotations"], strict=True):
        record.update({"withdrawn": True} if row.withdrawn else {})
    for link, record in zip(relations, view["relations"], strict=True):
        record.update({"version": link.version, **({"withdrawn": True} if link.withdrawn else {})})
    return view


def hash_line(uuid: str, version: int) -> str:
    """Return the line of what is live in the hash of its layer: `uuid SPACE version LF`."""
    return f"{uuid} {version}\n"


def layer_hash(lines: Iterable[str]) -> str:
    """Return the SHA-256 over the sorted lines of all that is live: what a client compares with its own."""
    return hashlib.sha256("".join(sorted(lines)).encode()).hexdigest()
