"""Which definitions a new version of a scheme or of guidelines changed, and which annotations rest on them."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Json = Mapping[str, Any]

_TAG = ("label", "definition", "anchors")
_ATTRIBUTE = ("label", "help", "type", "vocabulary", "min", "max")
_TERM = ("label", "definition", "group", "deprecated")
_RELATION = ("label", "definition", "from", "to")

RELATION, STANCE = "relation:", "stance:"
"""What a path begins with that leads to a type of relation, or to a stance of sources; no tag is called so."""


@dataclass(frozen=True, order=True)
class Part:
    """A definition: of a tag, of one of its attributes, or of a term that the attribute takes.

    A type of relation and a stance of sources stand in the place of a tag, by their path.
    """

    tag: str
    attribute: str = ""
    term: str = ""

    @property
    def path(self) -> str:
        """Return the names that lead to it, as an address or a form holds them."""
        return "/".join(name for name in (self.tag, self.attribute, self.term) if name)

    @property
    def relation(self) -> str:
        """Return the type of relation that is defined, or nothing."""
        return self.tag.removeprefix(RELATION) if self.tag.startswith(RELATION) else ""

    @property
    def stance(self) -> str:
        """Return the stance of sources that is defined, or nothing."""
        return self.tag.removeprefix(STANCE) if self.tag.startswith(STANCE) else ""

    def holds(self, tag: str, attributes: Json, stances: Collection[str] = ()) -> bool:
        """Tell whether an annotation, with sources of these stances, rests on this definition."""
        if self.stance:
            return self.stance in stances
        if tag != self.tag:
            return False
        value = attributes.get(self.attribute)
        if not self.term:
            return not self.attribute or value is not None
        return self.term in value if isinstance(value, list) else value == self.term


def part_of(path: str) -> Part:
    """Return the part of that path."""
    return Part(*path.split("/", 2))


def parts(scheme: Json) -> Iterator[Part]:
    """Yield every definition that annotations can rest on, in the order of the scheme."""
    for tag, rule in scheme.get("tags", {}).items():
        yield Part(tag)
        for name, attribute in rule.get("attributes", {}).items():
            yield Part(tag, name)
            for term in scheme.get("vocabularies", {}).get(attribute.get("vocabulary"), []):
                yield Part(tag, name, term["id"])
    yield from (Part(f"{RELATION}{name}") for name in scheme.get("relations", {}))
    yield from (Part(f"{STANCE}{term['id']}") for term in scheme.get("vocabularies", {}).get("stance", []))


def redefined(before: Json, after: Json) -> list[Part]:
    """Return the definitions that are in both versions and say something else in the later one."""
    there = set(parts(before))
    return [part for part in parts(after) if part in there and _said(before, part) != _said(after, part)]


def spoken_of(scheme: Json, before: str, after: str) -> list[Part]:
    """Return tags and relations that are named, by a word of their label, in changed lines of the guidelines."""
    lines = difflib.ndiff(before.splitlines(), after.splitlines())
    changed = " ".join(line[2:] for line in lines if line[:1] in "+-").casefold()
    tags = [Part(tag) for tag, rule in scheme.get("tags", {}).items() if _named(tag, rule, changed)]
    links = scheme.get("relations", {}).items()
    return tags + [Part(f"{RELATION}{name}") for name, rule in links if _named(name, rule, changed)]


def _named(tag: str, rule: Json, words: str) -> bool:
    names = [tag.replace("_", " "), *rule.get("label", {}).values()]
    return any(name.casefold() in words for name in names)


def _said(scheme: Json, part: Part) -> list[Any]:
    """Return what the scheme says of the part itself, not of what lies inside it."""
    if part.relation:
        return [scheme["relations"][part.relation].get(field) for field in _RELATION]
    if part.stance:
        terms = scheme["vocabularies"]["stance"]
        return [next(term for term in terms if term["id"] == part.stance).get(field) for field in _TERM]
    rule = scheme["tags"][part.tag]
    fields: tuple[str, ...] = _TAG
    if part.attribute:
        rule, fields = rule["attributes"][part.attribute], _ATTRIBUTE
    if part.term:
        terms = scheme["vocabularies"][rule["vocabulary"]]
        rule, fields = next(term for term in terms if term["id"] == part.term), _TERM
    return [rule.get(field) for field in fields]
