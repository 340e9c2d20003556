"""The parts of a scheme as typed values: tags, attributes, terms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from schemas.sayings import label

Texts = Mapping[str, str]
Condition = Mapping[str, Any]

LISTS = frozenset({"ids", "entities"})
"""The types whose value is a list."""


@dataclass(frozen=True)
class Term:
    """One entry of a vocabulary."""

    id: str
    label: Texts = field(default_factory=dict)
    definition: Texts = field(default_factory=dict)
    group: str | None = None
    scheme: str | None = None
    scheme_version: str | None = None
    external_id: str | None = None
    deprecated: bool = False
    ptc: str | None = None
    csl_type: str | None = None


@dataclass(frozen=True)
class Attribute:
    """What a scheme says of one attribute; the words are those of the scheme file."""

    name: str
    type: str
    vocabulary: str | None = None
    limit: int | None = None
    advised: int | None = None
    min: int | None = None
    max: int | None = None
    required: str | None = None
    gold: str | None = None
    when: Condition | None = None
    only_when: Condition | None = None
    warn_missing_when: Condition | None = None
    unless_relation: str | None = None
    ordered: bool = False
    ends_with: str | None = None
    one_per_layer: bool = False
    deprecated: bool = False
    label: Texts = field(default_factory=dict)
    help: Texts = field(default_factory=dict)

    def words(self, language: str = "en") -> str:
        """Return the label in this language, else in English, else the name."""
        return spoken(self.label, self.name, language)

    def is_empty(self, value: object) -> bool:
        """Say whether the value answers nothing; a list may be empty where the scheme allows none."""
        if self.type in LISTS and isinstance(value, list):
            return len(value) < (1 if self.min is None else self.min)
        return value is None or (isinstance(value, str) and not value.strip())


@dataclass(frozen=True)
class SourceRule:
    """How many links of which stance a tag needs; the article itself counts only under a condition."""

    required: str
    stance: str
    min: int = 1
    own_article_when: Condition | None = None


@dataclass(frozen=True)
class KnownThen:
    """Under the condition, what is missing must have been known when the article was published."""

    attribute: str
    when: Condition


@dataclass(frozen=True)
class Tag:
    """What a scheme says of one tag."""

    name: str
    anchors: tuple[str, ...]
    attributes: Mapping[str, Attribute]
    key: str | None = None
    colour: str | None = None
    pattern: str = "solid"
    label: Texts = field(default_factory=dict)
    definition: Texts = field(default_factory=dict)
    sources: SourceRule | None = None
    known_then: KnownThen | None = None
    deprecated: bool = False
    overlap: bool = True

    @classmethod
    def of(cls, name: str, data: Mapping[str, Any]) -> Tag:
        """Return the tag that a checked scheme holds under this name."""
        attributes = {key: Attribute(key, **spec) for key, spec in data.get("attributes", {}).items()}
        rest = {key: value for key, value in data.items() if key not in _PARSED}
        sources = SourceRule(**data["sources"]) if "sources" in data else None
        known = KnownThen(**data["known_then"]) if "known_then" in data else None
        anchors = tuple(data["anchors"])
        return cls(name, anchors, attributes, sources=sources, known_then=known, **rest)

    def words(self, language: str = "en") -> str:
        """Return the label in this language, else in English, else the name."""
        return spoken(self.label, self.name, language)


_PARSED = frozenset({"attributes", "anchors", "sources", "known_then"})


def spoken(texts: Texts, otherwise: str, language: str = "en") -> str:
    """Return the text in this language, else in English, else the other word."""
    own = texts.get(language) if language != "en" else None
    return own or label(texts, otherwise)


def holds(condition: Condition, attributes: Mapping[str, Any]) -> bool:
    """Say whether the attributes meet every part of the condition."""
    return all(_fits(attributes.get(name), wanted) for name, wanted in condition.items())


def _fits(value: object, wanted: object) -> bool:
    if isinstance(wanted, Mapping):
        return value is not None and value not in wanted["not"]
    if isinstance(wanted, list):
        return value in wanted
    return value == wanted and isinstance(value, bool) == isinstance(wanted, bool)
