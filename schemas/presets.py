"""Schemes written as a choice from another: the tags and attributes they keep, and what they say otherwise."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

Json = dict[str, Any]

_MERGED = frozenset({"from", "tags", "vocabularies"})


def is_choice(data: Json) -> bool:
    """Say whether the parts of the data that `resolve` reads have the shape it needs."""
    tags = data.get("tags")
    changes = list(tags.values()) if isinstance(tags, dict) else [tags]
    attributes = [change.get("attributes", {}) for change in changes if isinstance(change, dict)]
    return (
        all(change is None or isinstance(change, dict) for change in changes)
        and all(isinstance(said, dict) for said in attributes)
        and all(one is None or isinstance(one, dict) for said in attributes for one in said.values())
        and isinstance(data.get("relations", {}), dict)
        and isinstance(data.get("vocabularies", {}), dict)
    )


def resolve(data: Json, base: Json) -> Json:
    """Return the whole scheme that a choice from `base` stands for.

    A tag that is named is kept, with what is said of it in place of what `base` says. Its `attributes`, when
    given, are the only ones kept, in their order. Relations lose the tags that are gone, vocabularies go with
    the last attribute that used them.
    """
    whole = copy.deepcopy(base) | {key: value for key, value in data.items() if key not in _MERGED}
    whole["vocabularies"] = whole["vocabularies"] | data.get("vocabularies", {})
    whole["tags"] = {
        name: _tag(base["tags"].get(name, {"attributes": {}}), change or {})
        for name, change in data["tags"].items()
    }
    whole["relations"] = _relations(whole["relations"], whole["tags"])
    whole["derived_relations"] = _relations(base.get("derived_relations", {}), whole["tags"], ends=("from",))
    gone = _used(base["tags"]) - _used(whole["tags"])
    for part in ("vocabularies", "ordinals"):
        whole[part] = {name: terms for name, terms in whole[part].items() if name not in gone}
    return whole


def _tag(tag: Json, change: Mapping[str, Any]) -> Json:
    made = copy.deepcopy(tag) | {key: value for key, value in change.items() if key != "attributes"}
    if "attributes" in change:
        made["attributes"] = {
            name: tag.get("attributes", {}).get(name, {}) | (said or {})
            for name, said in change["attributes"].items()
        }
    return made


def _relations(relations: Json, tags: Json, *, ends: tuple[str, ...] = ("from", "to")) -> Json:
    kept: Json = {}
    for name, rule in relations.items():
        left = {end: [tag for tag in rule[end] if tag in tags] for end in ends}
        if all(left.values()):
            kept[name] = rule | left
    return kept


def _used(tags: Json) -> set[str]:
    attributes = [spec for tag in tags.values() for spec in tag.get("attributes", {}).values()]
    return {spec["vocabulary"] for spec in attributes if "vocabulary" in spec}
