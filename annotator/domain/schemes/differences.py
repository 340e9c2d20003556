"""What differs between two versions of a scheme, part by part, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Json = Mapping[str, Any]
_INNER = frozenset({"attributes"})
_ROOT = frozenset({"version", "tags", "relations", "vocabularies", "scales"})


@dataclass(frozen=True)
class Difference:
    """One thing that differs: the names that lead to it, how (added, removed, changed, moved), and the words.

    `field` is the key that changed; `before` and `after` are its values as words, empty where there is none.
    """

    place: tuple[str, ...]
    how: str
    field: str = ""
    before: str = ""
    after: str = ""


def differences(before: Json, after: Json) -> list[Difference]:
    """Return what differs, in the order of the later scheme; its version number does not count."""
    return [
        *_fields((), _rest(before, _ROOT), _rest(after, _ROOT)),
        *_tags(before.get("tags", {}), after.get("tags", {})),
        *_parts(("Relations",), before.get("relations", {}), after.get("relations", {})),
        *_vocabularies(before.get("vocabularies", {}), after.get("vocabularies", {})),
        *_parts(("Rating scales",), before.get("scales", {}), after.get("scales", {})),
    ]


def _tags(before: Json, after: Json) -> Iterator[Difference]:
    yield from _parts(("Tags",), before, after)
    for name in after:
        if name in before:
            here = ("Tags", _title(name, after[name]))
            yield from _parts(here, before[name].get("attributes", {}), after[name].get("attributes", {}))


def _vocabularies(before: Json, after: Json) -> Iterator[Difference]:
    yield from _parts(("Vocabularies",), {name: {} for name in before}, {name: {} for name in after})
    for name, terms in after.items():
        if name in before:
            here = ("Vocabularies", name)
            yield from _parts(here, _by_id(before[name]), _by_id(terms))


def _by_id(terms: list[Json]) -> dict[str, Json]:
    return {term["id"]: term for term in terms}


def _parts(place: tuple[str, ...], before: Json, after: Json) -> Iterator[Difference]:
    """Yield parts that came, went and changed among siblings, and that those in both stand in another order."""
    for name, part in after.items():
        here = (*place, _title(name, part))
        if name not in before:
            yield Difference(here, "added")
        else:
            yield from _fields(here, _rest(before[name], _INNER), _rest(part, _INNER))
    for name in before:
        if name not in after:
            yield Difference((*place, _title(name, before[name])), "removed")
    was, now = [name for name in before if name in after], [name for name in after if name in before]
    if was != now:
        yield Difference(place, "moved", "order", ", ".join(was), ", ".join(now))


def _fields(place: tuple[str, ...], before: Json, after: Json) -> Iterator[Difference]:
    for field in dict.fromkeys([*before, *after]):
        if before.get(field) != after.get(field):
            yield Difference(place, "changed", field, _words(before.get(field)), _words(after.get(field)))


def _rest(part: Json, known: frozenset[str]) -> Json:
    return {key: value for key, value in part.items() if key not in known}


def _title(name: str, part: Json) -> str:
    labels = part.get("label", {})
    return str(labels.get("en") or next(iter(labels.values()), name))


def _words(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Mapping):
        if len(value) == 1 and "en" in value:
            return str(value["en"])
        return "; ".join(f"{key}: {_words(one)}" for key, one in value.items())
    if isinstance(value, list):
        return ", ".join(map(_words, value))
    return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)
