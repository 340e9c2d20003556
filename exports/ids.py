"""Ids of records that come in: UUIDs in lower case, and a UUID of its own for every other id."""

from __future__ import annotations

import copy
import hashlib
import re
import uuid
from collections.abc import Callable, Iterable, Iterator
from typing import Any

Json = dict[str, Any]
Rename = Callable[[Any], Any]

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.ASCII | re.IGNORECASE)
"""A UUID as text."""


def import_ids(record: Json, fields: dict[str, list[str]]) -> Json:
    """Return a copy whose ids are UUIDs, the same id alike wherever it stands.

    An id that is none becomes the UUIDv5 of the text's hash and it. The article's own id stays.
    `fields` names, for each tag, the attributes that hold ids of entities.
    """
    record = copy.deepcopy(record)
    rename = _renamer(record)
    known = {item["id"] for item in _everything(record) if isinstance(item.get("id"), str)}
    for layer in _objects(record, "layers"):
        for annotation in _objects(layer, "annotations"):
            _annotation(annotation, fields, rename)
        for relation in _objects(layer, "relations"):
            _rename(relation, ("id", "from", "to"), rename)
    for item in [*_objects(record, "entities"), *_objects(record, "sources")]:
        _rename(item, ("id",), rename)
    for check in _objects(record, "fact_checks"):
        _fact_check(check, rename, known)
    for decision in _objects(record, "decisions"):
        _decision(decision, rename, known)
    return record


def _renamer(record: Json) -> Rename:
    sha256 = hashlib.sha256(record["text"].encode()).hexdigest()
    namespace = uuid.UUID(sha256[:32])

    def rename(old: Any) -> Any:
        if not isinstance(old, str):
            return old
        return old.lower() if UUID.fullmatch(old) else str(uuid.uuid5(namespace, old))

    return rename


def _everything(record: Json) -> Iterator[Json]:
    for layer in _objects(record, "layers"):
        yield from _objects(layer, "annotations")
        yield from _objects(layer, "relations")
    for name in ("entities", "sources", "fact_checks", "decisions"):
        yield from _objects(record, name)


def _annotation(annotation: Json, fields: dict[str, list[str]], rename: Rename) -> None:
    _rename(annotation, ("id", "derived_from"), rename)
    attributes = annotation.get("attributes")
    if isinstance(attributes, dict):
        _rename(attributes, fields.get(str(annotation.get("tag")), ()), rename)
    for link in _objects(annotation, "sources"):
        _rename(link, ("source",), rename)


def _fact_check(check: Json, rename: Rename, known: set[str]) -> None:
    """Rename what a fact-check names; a speaker may also be a plain name."""
    _rename(check, ("id", "mentions", "supersedes"), rename)
    if "speakers" in check:
        check["speakers"] = _where_known(check["speakers"], rename, known)
    for link in _objects(check, "evidence"):
        _rename(link, ("source",), rename)
    for question in _objects(check, "questions"):
        for answer in _objects(question, "answers"):
            _rename(answer, ("source",), rename)


def _decision(decision: Json, rename: Rename, known: set[str]) -> None:
    """Rename what a decision names; in free places only what is known to be an id."""
    _rename(decision, ("id", "case", "compared", "result", "supersedes"), rename)
    for name in ("chosen", "shown_order"):
        if name in decision:
            decision[name] = _where_known(decision[name], rename, known)


def _where_known(value: Any, rename: Rename, known: set[str]) -> Any:
    if isinstance(value, dict):
        return {key: _where_known(child, rename, known) for key, child in value.items()}
    if isinstance(value, list):
        return [_where_known(child, rename, known) for child in value]
    return rename(value) if isinstance(value, str) and value in known else value


def _rename(item: Json, names: Iterable[str], rename: Rename) -> None:
    for name in names:
        value = item.get(name)
        if isinstance(value, list):
            item[name] = [rename(old) for old in value]
        elif value is not None:
            item[name] = rename(value)


def _objects(item: Json, name: str) -> list[Json]:
    """Return the objects in a list of the item; what is no object is left for the schema to refuse."""
    value = item.get(name)
    return [child for child in value if isinstance(child, dict)] if isinstance(value, list) else []
