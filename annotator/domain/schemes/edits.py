"""Changes to a scheme as data, one part at a time; each returns a new scheme and leaves the old one as it was.

A part is named by its path: `("tags", "claim")`, `("tags", "claim", "voice")` for an attribute,
`("vocabularies", "voice")`, `("vocabularies", "voice", "author_voice")` for a term, `("relations", "rebuts")`.
"""

from __future__ import annotations

import copy
import re
import unicodedata
from collections.abc import Collection, Mapping
from typing import Any

from annotator.errors import Conflict, Missing
from schemas.sayings import say

Json = dict[str, Any]
Path = tuple[str, ...]

ID_LIMIT = 60
_KINDS = ("tags", "vocabularies", "relations")


def part(body: Json, path: Path) -> Any:
    """Return the part of that path; raises Missing."""
    found = dict(_siblings(body, path)).get(path[-1])
    if found is None:
        raise Missing()
    return found


def add(body: Json, path: Path, value: Any) -> Json:
    """Return the scheme with a new part behind its siblings, a term where its group ends.

    Raises Conflict `duplicate` when the id is taken.
    """
    siblings = _siblings(body, path)
    if path[-1] in dict(siblings):
        raise Conflict(
            "duplicate", say("The id %(path)r is taken here; choose another.", path=path[-1]), pointer="/name"
        )
    group = value.get("group") if isinstance(value, dict) else None
    alike = [bool(group) and one.get("group") == group for _, one in siblings]
    ends = [at for at, here in enumerate(alike, 1) if here and not any(alike[at : at + 1])]
    at = ends[0] if ends else len(siblings)
    return _with(body, path, [*siblings[:at], (path[-1], value), *siblings[at:]])


def change(body: Json, path: Path, changes: Mapping[str, Any]) -> Json:
    """Return the scheme with these keys of the part changed; None takes a key away. Raises Missing."""
    changed = {**part(body, path), **changes}
    kept = {key: value for key, value in changed.items() if value is not None}
    items = [(name, kept if name == path[-1] else value) for name, value in _siblings(body, path)]
    return _with(body, path, items)


def move(body: Json, path: Path, steps: int) -> Json:
    """Return the scheme with the part so many places further down; at an end nothing happens. Raises Missing."""
    kept = part(body, path)
    siblings = _siblings(body, path)
    rest = [item for item in siblings if item[0] != path[-1]]
    at = min(max(0, siblings.index((path[-1], kept)) + steps), len(rest))
    return _with(body, path, [*rest[:at], (path[-1], kept), *rest[at:]])


def remove(body: Json, path: Path) -> Json:
    """Return the scheme without the part; raises Missing."""
    part(body, path)
    without = _with(body, path, [item for item in _siblings(body, path) if item[0] != path[-1]])
    if path[0] == "vocabularies":
        terms = {term["id"] for term in without["vocabularies"].get(path[1], [])}
        return _without_order(without, path[1], terms)
    return _without_ends(without, path[1]) if path[0] == "tags" and len(path) == 2 else without


def order(body: Json, vocabulary: str, places: Mapping[str, int]) -> Json:
    """Return the scheme in which agreement takes these terms by their places, from low to high; two at least.

    Raises Missing, and Conflict `duplicate` when two terms have one place.
    """
    part(body, ("vocabularies", vocabulary))
    if len(set(places.values())) < len(places):
        raise Conflict("duplicate", "Two entries have the same place; give each its own.")
    ranked = sorted(places, key=places.__getitem__)
    return _without_order(
        {**body, "ordinals": {**body.get("ordinals", {}), vocabulary: ranked}}, vocabulary, ranked
    )


def free_id(label: str, taken: Collection[str]) -> str:
    """Return an id made of the label, with a number behind it when it is taken; empty when nothing is left."""
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "_", plain).strip("_").lstrip("0123456789_")[: ID_LIMIT - 4]
    tries = [stem, *(f"{stem}_{number}" for number in range(2, len(taken) + 3))]
    return next(name for name in tries if name not in taken) if stem else ""


def inside(body: Json, path: Path) -> list[tuple[str, Any]]:
    """Return what stands inside the part, in order, each with its id; raises Missing."""
    return _siblings(body, (*path, ""))


def _siblings(body: Json, path: Path) -> list[tuple[str, Any]]:
    if not 2 <= len(path) <= 3 or path[0] not in _KINDS or (path[0] == "relations" and len(path) == 3):
        raise Missing()
    parts = body.get(path[0], {})
    if len(path) == 2:
        return list(parts.items())
    if path[1] not in parts:
        raise Missing()
    inner = parts[path[1]]
    return [(one["id"], one) for one in inner] if path[0] == "vocabularies" else list(_attributes(inner).items())


def _attributes(tag: Json) -> Json:
    attributes: Json = tag.get("attributes", {})
    return attributes


def _with(body: Json, path: Path, items: list[tuple[str, Any]]) -> Json:
    """Return a copy of the scheme in which these are the siblings."""
    new = copy.deepcopy(body)
    if len(path) == 2:
        new[path[0]] = dict(items)
    elif path[0] == "tags":
        new["tags"][path[1]]["attributes"] = dict(items)
    else:
        new["vocabularies"][path[1]] = [value for _, value in items]
    return new


def _without_order(body: Json, vocabulary: str, terms: Collection[str]) -> Json:
    """Take terms that are gone out of the order that agreement uses; fewer than two are no order."""
    order = [term for term in body.get("ordinals", {}).get(vocabulary, []) if term in terms]
    rest = {name: ids for name, ids in body.get("ordinals", {}).items() if name != vocabulary}
    return {**body, "ordinals": {**rest, **({vocabulary: order} if len(order) > 1 else {})}}


def _without_ends(body: Json, tag: str) -> Json:
    """Take a tag that is gone off the ends of relations; one without ends goes with it."""
    for kind in ("relations", "derived_relations"):
        for name, rule in list(body.get(kind, {}).items()):
            ends = [end for end in ("from", "to") if end in rule]
            rule |= {end: [one for one in rule[end] if one != tag] for end in ends}
            if not all(rule[end] for end in ends):
                del body[kind][name]
    return body
