"""A record without what a format cannot carry, and the count of what that was."""

from __future__ import annotations

import re
import uuid
from collections.abc import Collection
from typing import Any

from exports import parts
from exports.content import fields
from exports.options import Losses
from exports.spelling import entity_id

Json = dict[str, Any]

_METADATA = ("title", "url", "outlet", "published", "language", "story", "genre", "rights")
_WORD = re.compile(r"\w+")


def reduce(record: Json, carried: Collection[str], losses: Losses, scheme: Json) -> Json:
    """Return what is left of a record in a format that carries these parts; the rest is counted.

    A discontinuous span becomes one span a segment, of which the first keeps attributes, note and relations. A
    point becomes the word next to it. Of entities the names stay. Layers are open, and what is in them counts
    as imported.
    """
    return _Reduction(record, frozenset(carried), losses, scheme).record()


class _Reduction:
    def __init__(self, record: Json, carried: frozenset[str], losses: Losses, scheme: Json) -> None:
        self._record, self._carried, self._losses = record, carried, losses
        self._tags = scheme["tags"]
        self._entities = fields(scheme, "entity", "entities")
        self._names = {one["id"]: one["name"] for one in record["entities"]}

    def record(self) -> Json:
        left = {name: value for name, value in self._record.items() if name != "history"}
        self._lose(parts.HISTORY, self._record.get("history") is not None)
        for name, part in (("fact_checks", parts.CHECKS), ("decisions", parts.DECISIONS)):
            if self._lose(part, len(left[name])):
                left[name] = []
        if self._lose(parts.REGIONS, len(left["regions"])):
            left["regions"] = []
        if self._lose(parts.METADATA, _told(left)):
            left |= dict.fromkeys(_METADATA) | {"authors": [], "meta": {}}
        left["layers"] = [self._layer(layer) for layer in self._layers(left["layers"])]
        self._sources(left)
        left["entities"] = self._named(left["layers"])
        return left

    def _lose(self, part: str, times: int) -> bool:
        """Count a part that is not carried, and say whether it is lost."""
        if part in self._carried:
            return False
        self._losses.add(part, times)
        return True

    def _layers(self, layers: list[Json]) -> list[Json]:
        more = len(layers) > 1 and self._lose(parts.LAYERS, len(layers) - 1)
        return layers[:1] if more else layers

    def _layer(self, layer: Json) -> Json:
        left = dict(layer)
        if self._lose(parts.STATES, layer["state"] != "open"):
            left = {"layer": layer["layer"], "state": "open", "guideline_version": None}
        left["annotations"] = [piece for one in layer["annotations"] for piece in self._annotation(one)]
        there = {one["id"] for one in left["annotations"]}
        kept = [one for one in layer["relations"] if {one["from"], one["to"]} <= there]
        self._losses.add(f"{parts.RELATIONS}, lost with their ends", len(layer["relations"]) - len(kept))
        left["relations"] = [] if self._lose(parts.RELATIONS, len(kept)) else kept
        return left

    def _annotation(self, annotation: Json) -> list[Json]:
        left = dict(annotation)
        if self._lose(parts.ORIGINS, _has_a_past(annotation)):
            left |= {"origin": "imported", "version": 1, "derived_from": []}
        self._lose(parts.IDS, 1)
        for name, part, empty in (
            ("attributes", parts.ATTRIBUTES, {}),
            ("sources", parts.SOURCES, []),
            ("note", parts.NOTES, None),
            ("confidence", parts.CONFIDENCE, None),
        ):
            given = annotation[name]
            if self._lose(part, len(given) if isinstance(given, list | dict) else given is not None):
                left[name] = empty
        if parts.ENTITIES not in self._carried:
            left["attributes"] = self._by_name(left["tag"], left["attributes"])
        return self._anchored(left)

    def _by_name(self, tag: str, attributes: Json) -> Json:
        left = dict(attributes)
        for name in self._entities[tag]:
            value = left.get(name)
            if isinstance(value, list):
                left[name] = list(dict.fromkeys(entity_id(self._names[one]) for one in value))
            elif value is not None:
                left[name] = entity_id(self._names[value])
        return left

    def _anchored(self, annotation: Json) -> list[Json]:
        anchor = annotation["anchor"]
        if anchor["kind"] == "article":
            return [] if self._lose(parts.WHOLE, 1) else [annotation]
        if anchor["kind"] == "point":
            return self._at_a_word(annotation) if self._lose(parts.POINTS, 1) else [annotation]
        if len(anchor["segments"]) == 1 or not self._lose(parts.DISCONTINUOUS, 1):
            return [annotation]
        first, *others = [self._anchor([segment]) for segment in anchor["segments"]]
        bare = annotation | {"attributes": {}, "sources": [], "note": None, "confidence": None}
        pieces = [bare | {"id": _piece(annotation["id"], n), "anchor": one} for n, one in enumerate(others, 2)]
        return [annotation | {"anchor": first}, *pieces]

    def _at_a_word(self, annotation: Json) -> list[Json]:
        """Return the annotation at the word next to its point, if its tag may stand on one."""
        at, text = annotation["anchor"]["segments"][0]["start"], self._record["text"]
        open_places = [match.span() for match in _WORD.finditer(text) if self._outside(*match.span())]
        if not open_places or "span" not in self._tags[annotation["tag"]]["anchors"]:
            return []
        start, end = min(open_places, key=lambda span: (max(span[0] - at, at - span[1], 0), span[0] >= at))
        segment = {"start": start, "end": end, "exact": text[start:end]}
        return [annotation | {"anchor": self._anchor([segment])}]

    def _outside(self, start: int, end: int) -> bool:
        return not any(
            region["role"] == "boilerplate" and start < region["end"] and region["start"] < end
            for region in self._record["regions"]
        )

    def _anchor(self, segments: list[Json]) -> Json:
        text, start, end = self._record["text"], segments[0]["start"], segments[-1]["end"]
        context = {"prefix": text[max(0, start - 32) : start], "suffix": text[end : end + 32]}
        return {"kind": "span", "segments": segments, **context}

    def _sources(self, left: Json) -> None:
        if parts.SOURCES not in self._carried:
            left["sources"] = []

    def _named(self, layers: list[Json]) -> list[Json]:
        """Return the entities as the format carries them: whole, or those that attributes name, by name alone."""
        if parts.ENTITIES in self._carried:
            entities: list[Json] = self._record["entities"]
            return entities
        more = [one for one in self._record["entities"] if set(one) - {"id", "name"} and one["kind"]]
        self._losses.add(parts.ENTITIES, len(more))
        if parts.ATTRIBUTES not in self._carried:
            return []
        names = {entity_id(name): name for name in self._names.values()}
        used: set[str] = set()
        for layer in layers:
            for one in layer["annotations"]:
                for name in self._entities[one["tag"]]:
                    value = one["attributes"].get(name, [])
                    used.update(value if isinstance(value, list) else [value])
        return [{"id": known, "name": names[known], "kind": None} for known in sorted(used)]


def _has_a_past(annotation: Json) -> bool:
    past = annotation["origin"] != "imported" or annotation["version"] != 1
    return past or bool(annotation["derived_from"])


def _piece(known: str, number: int) -> str:
    """Return the id of a piece of an annotation, always the same."""
    return str(uuid.uuid5(uuid.UUID(known), str(number)))


def _told(record: Json) -> int:
    return sum(1 for name in (*_METADATA, "authors") if record[name]) + len(record["meta"])
