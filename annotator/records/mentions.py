"""Which entities and sources a line of the corpus names, and so must carry."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from annotator.domain.schemes import Scheme
from exports.record import kit

Record = dict[str, Any]


@dataclass
class Named:
    """Ids in the order in which they are named first."""

    entities: dict[str, None] = field(default_factory=dict)
    sources: dict[str, None] = field(default_factory=dict)


def named_by(
    scheme: Scheme, layers: Iterable[Record], checks: Iterable[Record], decisions: Iterable[Record]
) -> Named:
    """Return the entities and sources that layers, fact-checks and decisions name."""
    named = Named()
    fields = kit(scheme.data).entities
    for layer in layers:
        for annotation in layer["annotations"]:
            _annotation(fields[annotation["tag"]], annotation, named)
    for check in checks:
        _fact_check(check, named)
    for decision in decisions:
        chosen = decision.get("chosen") or {}
        if isinstance(chosen.get("attributes"), dict) and chosen.get("tag") in fields:
            _annotation(fields[chosen["tag"]], chosen, named)
    return named


def _annotation(fields: Iterable[str], annotation: Record, named: Named) -> None:
    attributes = annotation["attributes"]
    for name in fields:
        value = attributes.get(name)
        if value:
            named.entities.update(dict.fromkeys([value] if isinstance(value, str) else value))
    for link in annotation.get("sources") or ():
        named.sources[link["source"]] = None


def _fact_check(check: Record, named: Named) -> None:
    named.entities.update(dict.fromkeys(check.get("speakers") or []))
    named.sources.update((link["source"], None) for link in check.get("evidence") or [])
    for question in check.get("questions") or []:
        for answer in question.get("answers") or []:
            if answer.get("source"):
                named.sources[answer["source"]] = None


def entities_named(scheme: Scheme, tag: str, attributes: Record) -> dict[str, str]:
    """Return the ids of entities that the attributes name, by JSON pointer."""
    named: dict[str, str] = {}
    for name in kit(scheme.data).entities[tag]:
        value = attributes.get(name)
        if isinstance(value, str):
            named[f"/attributes/{name}"] = value
        for number, uuid in enumerate(value if isinstance(value, list) else ()):
            named[f"/attributes/{name}/{number}"] = uuid
    return named
