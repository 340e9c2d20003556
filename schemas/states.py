"""What a layer's state asks of its annotations, as JSON Schema."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]

_LISTS = frozenset({"ids", "entities"})


def _when_state(states: list[str], definition: str) -> Json:
    items = {"annotations": {"items": {"$ref": f"#/$defs/{definition}"}}}
    return {"if": {"properties": {"state": {"enum": states}}}, "then": {"properties": items}}


BY_STATE: list[Json] = [
    _when_state(["submitted"], "annotation_submitted"),
    _when_state(["adjudicated", "released"], "annotation_adjudicated"),
]
"""A layer handed in holds what handing in asks for; gold holds what gold asks for."""


def definitions(scheme: Json) -> Json:
    """Return the definitions that `BY_STATE` refers to."""
    tags = scheme["tags"].items()
    stance = {"required": ["stance"], "properties": {"stance": {"type": "string"}}}
    return {
        "annotation_submitted": {
            "properties": {"sources": {"items": stance}},
            "allOf": [_then(name, _submitted(tag)) for name, tag in tags],
        },
        "annotation_adjudicated": {"allOf": [_then(name, _adjudicated(tag)) for name, tag in tags]},
    }


def _then(tag: str, rules: Json) -> Json:
    return {"if": {"properties": {"tag": {"const": tag}}}, "then": {"properties": rules}}


def _submitted(tag: Json) -> Json:
    rules = {"attributes": _required(tag, "submit")}
    links = tag.get("sources", {})
    if links.get("required") == "submit":
        fits = {"required": ["stance"], "properties": {"stance": {"const": links["stance"]}}}
        rules["sources"] = {"contains": fits, "minContains": links.get("min", 1)}
    return rules


def _adjudicated(tag: Json) -> Json:
    rules = _required(tag, "gold")
    never = [name for name, spec in tag.get("attributes", {}).items() if spec.get("gold") == "never"]
    rules["properties"] |= dict.fromkeys(never, False)
    return {"attributes": rules}


def _required(tag: Json, mark: str) -> Json:
    asked = {k: v for k, v in tag.get("attributes", {}).items() if not v.get("deprecated")}
    needed = {k: v for k, v in asked.items() if v.get("required") == mark}
    always = [name for name, spec in needed.items() if not {"when", "unless_relation"} & spec.keys()]
    rules: Json = {"required": always, "properties": {name: _not_empty(needed[name]) for name in always}}
    rules["allOf"] = [
        {"if": condition(spec["when"]), "then": {"required": [name], "properties": {name: _not_empty(spec)}}}
        for name, spec in needed.items()
        if "when" in spec and "unless_relation" not in spec
    ]
    return rules if rules["allOf"] else {key: rules[key] for key in ("required", "properties")}


def _not_empty(spec: Json) -> Json | bool:
    if spec["type"] in _LISTS:
        return {"minItems": spec.get("min", 1)}
    return {"minLength": 1} if spec["type"] == "text" else True


def condition(when: Json) -> Json:
    """Return a condition of the scheme as JSON Schema over the attributes."""
    return {"required": list(when), "properties": {name: _fits(wanted) for name, wanted in when.items()}}


def _fits(wanted: Any) -> Json:
    if isinstance(wanted, dict):
        return {"not": {"enum": [*wanted["not"], None]}}
    return {"enum": wanted} if isinstance(wanted, list) else {"const": wanted}
