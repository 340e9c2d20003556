"""Annotations and relations as plain rows, for what happens at every save: no objects that a session follows."""

from __future__ import annotations

from typing import Any, NamedTuple


class AnnotationRow(NamedTuple):
    """An annotation as its table holds it."""

    layer_id: int
    uuid: str
    position: int
    tag: str
    anchor: Any
    start: int | None
    end: int | None
    attributes: Any
    sources: Any
    note: str | None
    confidence: int | None
    origin: str
    version: int
    derived_from: Any
    withdrawn: bool


class RelationRow(NamedTuple):
    """A relation as its table holds it."""

    layer_id: int
    uuid: str
    position: int
    type: str
    from_uuid: str
    to_uuid: str
    version: int
    withdrawn: bool
    withdrawn_with: str | None
