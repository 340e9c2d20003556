"""What a schema cannot say of an article record: quotes, places, hashes, and that all it names is there."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from exports.factchecks import verdict_faults
from exports.ids import UUID
from exports.links import Links
from exports.shape import clip, pointer

Json = dict[str, Any]
Faults = Iterator[tuple[str, str]]


class Content:
    """The rules for what an article record holds, under one scheme."""

    def __init__(self, scheme: Json) -> None:
        self._relations = scheme.get("relations", {})
        self._entities = fields(scheme, "entity", "entities")
        self._anchors = fields(scheme, "anchor")

    def faults(self, record: Json) -> Faults:
        """Yield the JSON pointer and a sentence for each fault of a record that has the right shape."""
        yield from _text(record)
        yield from _regions(record["regions"], len(record["text"]))
        yield from _unique(record)
        for number, layer in enumerate(record["layers"]):
            where = pointer("layers", number)
            for index, annotation in enumerate(layer["annotations"]):
                yield from self._annotation(annotation, record, f"{where}/annotations/{index}")
            yield from self._links(layer, where)
        yield from self._named(record)

    def _annotation(self, annotation: Json, record: Json, where: str) -> Faults:
        yield from _anchor(annotation["anchor"], record, f"{where}/anchor")
        for name in self._anchors[annotation["tag"]]:
            if name in annotation["attributes"]:
                yield from _anchor(annotation["attributes"][name], record, f"{where}/attributes/{name}")

    def _links(self, layer: Json, where: str) -> Faults:
        tags = {annotation["id"]: annotation["tag"] for annotation in layer["annotations"]}
        links = Links(self._relations, tags)
        for number, relation in enumerate(layer["relations"]):
            wrong = links.add(relation["type"], relation["from"], relation["to"])
            if wrong:
                yield f"{where}/relations/{number}", wrong

    def _named(self, record: Json) -> Faults:
        """Yield what the record names and does not carry."""
        entities = {entity["id"] for entity in record["entities"]}
        sources = {source["id"] for source in record["sources"]}
        annotations: set[str] = set()
        for number, layer in enumerate(record["layers"]):
            for index, annotation in enumerate(layer["annotations"]):
                annotations.add(annotation["id"])
                where = f"/layers/{number}/annotations/{index}"
                values = annotation["attributes"]
                for name in self._entities[annotation["tag"]]:
                    yield from _there(values.get(name), entities, "entity", f"{where}/attributes/{name}")
                yield from _sources(annotation["sources"], sources, f"{where}/sources")
        for number, check in enumerate(record["fact_checks"]):
            where = pointer("fact_checks", number)
            yield from _there(check.get("mentions"), annotations, "annotation", f"{where}/mentions")
            speakers = [one for one in check.get("speakers", ()) if UUID.fullmatch(one)]
            yield from _there(speakers, entities, "entity", f"{where}/speakers")
            yield from _sources(check.get("evidence", ()), sources, f"{where}/evidence")
            answers = [a for question in check.get("questions", ()) for a in question["answers"]]
            yield from _there([a.get("source") for a in answers], sources, "source", f"{where}/questions")
            yield from ((f"{where}{place}", words) for _, place, words in verdict_faults(check))


def fields(scheme: Json, *types: str) -> dict[str, list[str]]:
    """Return for each tag the names of its attributes of these types."""
    return {
        tag: [name for name, spec in rules.get("attributes", {}).items() if spec["type"] in types]
        for tag, rules in scheme["tags"].items()
    }


def _text(record: Json) -> Faults:
    found = hashlib.sha256(record["text"].encode()).hexdigest()
    if found != record["text_sha256"]:
        yield "/text_sha256", f"The text has the SHA-256 {found}, not {record['text_sha256']}."


def _regions(regions: list[Json], length: int) -> Faults:
    before = 0
    for number, region in enumerate(regions):
        if not before <= region["start"] < region["end"] <= length:
            yield f"/regions/{number}", f"Regions stand in order, apart, and inside the text of {length}."
        before = region["end"]


def _unique(record: Json) -> Faults:
    layers = record["layers"]
    parts = [part for layer in layers for part in (*layer["annotations"], *layer["relations"])]
    yield from _twice((layer["layer"] for layer in layers), "/layers", "layer")
    yield from _twice((part["id"] for part in parts), "/layers", "id")
    for name in ("entities", "sources", "fact_checks", "decisions"):
        yield from _twice((item["id"] for item in record[name]), f"/{name}", "id")


def _twice(ids: Iterable[str], where: str, what: str) -> Faults:
    seen: set[str] = set()
    for one in ids:
        if one in seen:
            yield where, f"The {what} {one!r} stands here twice."
        seen.add(one)


def _anchor(anchor: Json, record: Json, where: str) -> Faults:
    text, segments = record["text"], anchor["segments"]
    for number, segment in enumerate(segments):
        yield from _segment(segment, anchor["kind"], text, f"{where}/segments/{number}")
        if _in_boilerplate(segment, record["regions"]):
            yield f"{where}/segments/{number}", "This stands in boilerplate, which is not the article."
    for number, (one, other) in enumerate(pairwise(segments), start=1):
        if other["start"] <= one["end"]:
            yield f"{where}/segments/{number}", "Segments stand in order and neither touch nor overlap."
    yield from _context(anchor, text, where)


def _segment(segment: Json, kind: str, text: str, where: str) -> Faults:
    start, end, exact = segment["start"], segment["end"], segment["exact"]
    if end > len(text):
        yield f"{where}/end", f"The segment ends at {end}, the text at {len(text)}."
    elif start > end or (start == end) != (kind == "point"):
        yield where, "A segment of a span ends after it starts; a point starts and ends at one offset."
    elif text[start:end] != exact:
        yield f"{where}/exact", f"The text at {start}–{end} is {clip(text[start:end])}, not {clip(exact)}."
    elif exact and (exact[0].isspace() or exact[-1].isspace()):
        yield f"{where}/exact", "A segment begins and ends with a character, not with white space."


def _in_boilerplate(segment: Json, regions: list[Json]) -> bool:
    return any(
        region["role"] == "boilerplate" and segment["start"] < region["end"] and region["start"] < segment["end"]
        for region in regions
    )


def _context(anchor: Json, text: str, where: str) -> Faults:
    segments = anchor["segments"]
    if not segments:
        return
    before, after = anchor.get("prefix"), anchor.get("suffix")
    if before is not None and not text.endswith(before, 0, segments[0]["start"]):
        yield f"{where}/prefix", f"{clip(before)} does not stand before the anchor."
    if after is not None and not text.startswith(after, segments[-1]["end"]):
        yield f"{where}/suffix", f"{clip(after)} does not stand after the anchor."


def _sources(links: Iterable[Json], known: set[str], where: str) -> Faults:
    for number, link in enumerate(links):
        yield from _there(link["source"], known, "source", f"{where}/{number}/source")


def _there(named: Any, known: set[str], what: str, where: str) -> Faults:
    for one in named if isinstance(named, list) else [named]:
        if one is not None and one not in known:
            yield where, f"The {what} {one} is named here and is not on this line."
