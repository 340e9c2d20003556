"""A foreign document as it was read, before anything in it is checked: text, layers, marks, links."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from exports.offsets import Segment, Unit


@dataclass
class Mark:
    """One foreign annotation; no segment means the whole document. `where` is its file and line."""

    id: str
    label: str
    segments: list[Segment] = field(default_factory=list)
    attributes: dict[str, Any] = field(default_factory=dict)
    note: str | None = None
    confidence: int | None = None
    sources: list[dict[str, Any]] = field(default_factory=list)
    where: dict[str, Any] = field(default_factory=dict)


@dataclass
class Link:
    """One foreign relation between two marks of a layer."""

    id: str
    label: str
    source: str
    target: str


@dataclass
class Layer:
    """What one hand marked; the name of a `person` must not stay, `more` is the rest of a record."""

    name: str = "imported"
    marks: list[Mark] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    person: bool = False
    more: dict[str, Any] = field(default_factory=dict)


@dataclass
class Document:
    """A text as it came, with what is known of it and what was marked in it, offsets in `unit`.

    `settled` says that offsets are code points of the frozen text whatever is asked. `more` holds parts of a
    record that came as they are and replace what would be made.
    """

    text: str
    layers: list[Layer] = field(default_factory=list)
    metadata: dict[str, Any] = field(default_factory=dict)
    unit: Unit = field(default_factory=Unit)
    settled: bool = False
    regions: list[dict[str, Any]] | None = None
    entities: list[dict[str, Any]] = field(default_factory=list)
    more: dict[str, Any] = field(default_factory=dict)
