"""Which definitions a new version of a scheme or of guidelines changed, and which annotations rest on them."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Json = Mapping[str, Any]

_TAG = ("label", "definition", "anchors")
_ATTRIBUTE = ("label", "help", "type", "vocabulary", "min", "max")
_TERM = ("label", "definition", "group", "deprecated")


@dataclass(frozen=True, order=True)
class Part:
    """A definition: of a tag, of one of its attributes, or of a term that the attribute takes."""

    tag: str
    attribute: str = ""
    term: str = ""

    @property
    def path(self) -> str:
        """Return the names that lead to it, as an address or a form holds them."""
        return "/".join(name for name in (self.tag, self.attribute, self.term) if name)

    def holds(self, tag: str, attributes: Json) -> bool:
        """Tell whether an annotation rests on this definition."""
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


def redefined(before: Json, after: Json) -> list[Part]:
    """Return the definitions that are in both versions and say something else in the later one."""
    there = set(parts(before))
    return [part for part in parts(after) if part in there and _said(before, part) != _said(after, part)]


def spoken_of(scheme: Json, before: str, after: str) -> list[Part]:
    """Return the tags that are named, by a word of their label, in lines that the later guidelines changed."""
    lines = difflib.ndiff(before.splitlines(), after.splitlines())
    changed = " ".join(line[2:] for line in lines if line[:1] in "+-").casefold()
    return [Part(tag) for tag, rule in scheme.get("tags", {}).items() if _named(tag, rule, changed)]


def _named(tag: str, rule: Json, words: str) -> bool:
    names = [tag.replace("_", " "), *rule.get("label", {}).values()]
    return any(name.casefold() in words for name in names)


def _said(scheme: Json, part: Part) -> list[Any]:
    """Return what the scheme says of the part itself, not of what lies inside it."""
    rule = scheme["tags"][part.tag]
    fields: tuple[str, ...] = _TAG
    if part.attribute:
        rule, fields = rule["attributes"][part.attribute], _ATTRIBUTE
    if part.term:
        terms = scheme["vocabularies"][rule["vocabulary"]]
        rule, fields = next(term for term in terms if term["id"] == part.term), _TERM
    return [rule.get(field) for field in fields]
