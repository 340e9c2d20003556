"""Annotations as flat rows: one for each annotation of each layer, with what is known of its article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from exports import parts
from exports.options import Losses

Json = dict[str, Any]

ABOUT = ("title", "url", "outlet", "published", "language", "story", "genre")
LOST = frozenset(
    {parts.METADATA, parts.REGIONS, parts.RELATIONS, parts.CHECKS, parts.DECISIONS, parts.HISTORY, parts.ENTITIES}
)
"""What has no place in a row: of metadata, authors, rights and meta."""

_COUNTED = {parts.REGIONS: "regions", parts.CHECKS: "fact_checks", parts.DECISIONS: "decisions"}


def lose(record: Json, losses: Losses, *, but: Iterable[str] = ()) -> None:
    """Count what of a record has no place in its rows."""
    kept = set(but)
    for part, name in _COUNTED.items():
        losses.add(part, 0 if part in kept else len(record[name]))
    left = len(record["meta"]) + bool(record["authors"]) + bool(record["rights"])
    losses.add(parts.METADATA, 0 if parts.METADATA in kept else left)
    relations = sum(len(layer["relations"]) for layer in record["layers"])
    losses.add(parts.RELATIONS, 0 if parts.RELATIONS in kept else relations)
    losses.add(parts.HISTORY, record.get("history") is not None)
    whole = [one for one in record["entities"] if one.get("kind") or one.get("aliases") or one.get("wikidata")]
    losses.add(parts.ENTITIES, 0 if parts.ENTITIES in kept else len(whole))


def rows(record: Json) -> Iterator[Json]:
    """Yield the rows of a record; offsets in code points, entities by name, sources by address or title."""
    names = {one["id"]: one["name"] for one in record["entities"]}
    sources = {one["id"]: one.get("url") or one["title"] for one in record["sources"]}
    about = {"article": record["id"], **{name: record[name] for name in ABOUT}}
    for layer in record["layers"]:
        known = {**about, "layer": layer["layer"], "state": layer["state"]}
        for one in layer["annotations"]:
            yield {**known, **_annotation(one, names, sources)}


def _annotation(annotation: Json, names: dict[str, str], sources: dict[str, str]) -> Json:
    segments = annotation["anchor"]["segments"]
    return {
        "id": annotation["id"],
        "tag": annotation["tag"],
        "kind": annotation["anchor"]["kind"],
        "start": segments[0]["start"] if segments else None,
        "end": segments[-1]["end"] if segments else None,
        "segments": [[one["start"], one["end"]] for one in segments],
        "exact": " … ".join(one["exact"] for one in segments) if segments else None,
        "prefix": annotation["anchor"].get("prefix"),
        "suffix": annotation["anchor"].get("suffix"),
        "note": annotation["note"],
        "confidence": annotation["confidence"],
        "origin": annotation["origin"],
        "version": annotation["version"],
        "derived_from": annotation["derived_from"],
        "sources": [sources[link["source"]] for link in annotation["sources"]],
        "stances": [link["stance"] for link in annotation["sources"]],
        **{f"attr_{name}": _plain(value, names) for name, value in annotation["attributes"].items()},
    }


def _plain(value: Any, names: dict[str, str]) -> Any:
    """Return a value of one type for its attribute: entities by name, places and ratings as words."""
    if isinstance(value, list):
        return [names.get(one, one) for one in value]
    if isinstance(value, dict):
        if "segments" in value:
            return " ".join(f"{one['start']}-{one['end']}" for one in value["segments"])
        return f"{value['scale']}:{value['id']}"
    return names.get(value, value) if isinstance(value, str) else value


COLUMNS: dict[str, str] = {
    **dict.fromkeys(("article", *ABOUT, "layer", "state", "id", "tag", "kind"), "string"),
    **dict.fromkeys(("start", "end"), "int64"),
    "segments": "list<list<int64>>",
    **dict.fromkeys(("exact", "prefix", "suffix", "note"), "string"),
    "confidence": "int64",
    "origin": "string",
    "version": "int64",
    **dict.fromkeys(("derived_from", "sources", "stances"), "list<string>"),
}
"""The columns of a row before those of the attributes, and their types."""

_TYPES = {"bool": "bool", "int": "int64", "ids": "list<string>", "entities": "list<string>"}


def columns(scheme: Json) -> dict[str, str]:
    """Return the columns of the rows under a scheme, and their types."""
    found = dict(COLUMNS)
    for rules in scheme["tags"].values():
        for name, spec in rules.get("attributes", {}).items():
            found.setdefault(f"attr_{name}", _TYPES.get(spec["type"], "string"))
    return found


def whole(row: Json, names: Iterable[str]) -> Json:
    """Return the row with every column, in order; null where it says nothing."""
    return {name: row.get(name) for name in names}
