"""The order in which the parts of a record leave: keys as in its schema, sets as in the scheme."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from exports.shape import terms

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Fields:
    """An object: its keys in order, and the order inside those that have one."""

    keys: tuple[str, ...]
    inner: dict[str, Any]
    is_annotation: bool


@dataclass(frozen=True, slots=True)
class _Items:
    """A list whose items have an order inside."""

    inner: Any


class Order:
    """The order of one record under one scheme; keys that the schema does not know come last."""

    def __init__(self, schema: Json, scheme: Json) -> None:
        self._root: Any = _compile(schema, schema.get("$defs", {}))
        self._ranks = {
            tag: {name: _ranks(spec, scheme) for name, spec in rules.get("attributes", {}).items()}
            for tag, rules in scheme["tags"].items()
        }

    def arrange(self, record: Json, done: Collection[str] = ()) -> Json:
        """Return the record in order; nothing is added or taken away. `done` names parts in order already."""
        loose = {key: value for key, value in record.items() if key not in done} if done else record
        arranged: Json = self._arrange(loose, self._root)
        return _sorted_by(self._root.keys, record | arranged) if done else arranged

    def _arrange(self, value: Any, order: Any) -> Any:
        if isinstance(order, _Items):
            return [self._arrange(item, order.inner) for item in value] if isinstance(value, list) else value
        if not isinstance(value, dict):
            return value
        result = value if tuple(value) == order.keys else _sorted_by(order.keys, value)
        if not order.inner:
            return result
        result = dict(result)
        for key, inner in order.inner.items():
            if result.get(key):
                result[key] = self._arrange(result[key], inner)
        if order.is_annotation and isinstance(value.get("attributes"), dict):
            result["attributes"] = self._attributes(value.get("tag"), value["attributes"])
        return result

    def _attributes(self, tag: Any, attributes: Json) -> Json:
        ranks = self._ranks.get(tag, {})
        result = {name: _by_rank(attributes[name], ranks[name]) for name in ranks if name in attributes}
        return result | {name: value for name, value in attributes.items() if name not in ranks}


def _sorted_by(keys: tuple[str, ...], value: Json) -> Json:
    """Return the object with its keys in order; those that the order does not know come last."""
    result = {key: value[key] for key in keys if key in value}
    return result | {key: rest for key, rest in value.items() if key not in result}


def _compile(schema: Json, definitions: Json) -> _Fields | _Items | None:
    """Return the order that a schema asks for, or nothing where there is none to keep."""
    if "$ref" in schema:
        return _compile(definitions[schema["$ref"].rpartition("/")[2]], definitions)
    for option in schema.get("anyOf", ()):
        if option.get("type") != "null":
            return _compile(option, definitions)
    if "items" in schema:
        inner = _compile(schema["items"], definitions)
        return _Items(inner) if inner else None
    if "properties" not in schema:
        return None
    found = {key: _compile(child, definitions) for key, child in schema["properties"].items()}
    inner_orders = {key: order for key, order in found.items() if order}
    return _Fields(tuple(found), inner_orders, schema.get("title") == "Annotation")


def _ranks(spec: Json, scheme: Json) -> dict[str, int]:
    if spec["type"] != "ids":
        return {}
    return {term: rank for rank, term in enumerate(terms(spec["vocabulary"], scheme))}


def _by_rank(value: Any, ranks: dict[str, int]) -> Any:
    if not ranks or not isinstance(value, list) or len(value) < 2:
        return value
    return sorted(value, key=lambda term: ranks.get(term, len(ranks)))
