"""JSON Schemas made whole: references drawn in, and what a scheme says about tags filled in."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import schemas
from schemas import states

Json = dict[str, Any]

_RECORDS = Path(__file__).parent / "records"
_SUFFIX = ".schema.json"


def bundle(name: str, scheme: Json) -> Json:
    """Return the schema of a record with everything that it refers to under `$defs`."""
    root: Json = _fill(_read(name), scheme)
    waiting, found = list(_references(_read(name))), root.pop("$defs", {})
    while waiting:
        file, part = waiting.pop()
        if (part or file) not in found:
            body = _read(file)["$defs"][part] if part else _read(file)
            found[part or file] = _fill({k: v for k, v in body.items() if not k.startswith("$")}, scheme)
            waiting += _references(body)
    if "annotation" in (name, *found):
        found |= _attribute_definitions(scheme)
    if found:
        root["$defs"] = dict(sorted(found.items()))
    return root


@functools.cache
def _read(name: str) -> Json:
    schema: Json = json.loads((_RECORDS / f"{name}{_SUFFIX}").read_bytes())
    return schema


def _references(value: Any) -> Iterator[tuple[str, str]]:
    """Yield the file and the part of it that each reference to another file names."""
    if isinstance(value, dict):
        file, _, part = str(value.get("$ref", "")).partition("#/$defs/")
        if file:
            yield file.removesuffix(_SUFFIX), part
    for child in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _references(child)


def _fill(value: Any, scheme: Json) -> Any:
    if isinstance(value, list):
        return [_fill(item, scheme) for item in value]
    if not isinstance(value, dict):
        return value
    filled = {key: _fill(child, scheme) for key, child in value.items() if not key.startswith("x-")}
    if isinstance(value.get("$ref"), str):
        file, _, part = value["$ref"].partition("#/$defs/")
        filled["$ref"] = f"#/$defs/{part or file.removesuffix(_SUFFIX)}"
    return filled | _from_scheme(value, scheme)


def _from_scheme(value: Json, scheme: Json) -> Json:
    """Return what the `x-` keywords of a static schema stand for."""
    if "x-vocabulary" in value:
        terms: list[str | None] = [term["id"] for term in schemas.vocabulary(value["x-vocabulary"], scheme)]
        return {"enum": [*terms, None] if "null" in value["type"] else terms}
    if "x-tags" in value:
        return {"enum": list(scheme["tags"])}
    if "x-relations" in value:
        return {"enum": list(scheme.get("relations", {}))}
    if value.get("title") == "Annotation":
        return {"allOf": [_by_tag(name, tag) for name, tag in scheme["tags"].items()]}
    return {"allOf": states.BY_STATE} if "x-states" in value else {}


def _by_tag(name: str, tag: Json) -> Json:
    kind = {"properties": {"kind": {"enum": tag["anchors"]}}}
    fields = {"anchor": kind, "attributes": {"$ref": f"#/$defs/{name}_attributes"}}
    return {"if": {"properties": {"tag": {"const": name}}}, "then": {"properties": fields}}


def _attribute_definitions(scheme: Json) -> Json:
    found: Json = {}
    for name, tag in scheme["tags"].items():
        properties = {key: _value(spec, scheme) for key, spec in tag.get("attributes", {}).items()}
        closed = {"type": "object", "properties": properties, "additionalProperties": False}
        found[f"{name}_attributes"] = closed
    types: Json = _read("types")["$defs"]
    return types | found | states.definitions(scheme)


def _value(spec: Json, scheme: Json) -> Json:
    """Return the schema of one attribute's value."""
    simple: dict[str, Json] = {
        "text": {"type": "string", "maxLength": spec.get("limit", 10000)},
        "entity": {"$ref": "#/$defs/uuid"},
        "entities": {"type": "array", "items": {"$ref": "#/$defs/uuid"}},
        "anchor": {"$ref": "#/$defs/anchor"},
        "date": {"$ref": "#/$defs/date"},
        "country": {"$ref": "#/$defs/country"},
        "rating": {"$ref": "#/$defs/rating_id"},
        "bool": {"type": "boolean"},
        "int": {"type": "integer"} | {f"{end}imum": spec[end] for end in ("min", "max") if end in spec},
    }
    if spec["type"] in simple:
        return simple[spec["type"]]
    terms = {"enum": [term["id"] for term in schemas.vocabulary(spec["vocabulary"], scheme)]}
    return terms if spec["type"] == "id" else {"type": "array", "items": terms, "uniqueItems": True}
