"""Whether a scheme makes sense: its shape, and that its parts fit each other."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from typing import Any

import schemas
from annotator.domain.characters import require_text
from annotator.domain.names import check_label
from annotator.errors import Invalid, Problem
from exports.shape import Shape, pointer
from schemas.sayings import say

MOST_TERMS = 1000
"""The most terms that the vocabularies of one scheme may hold together."""

MOST_NUMBERS = 100
"""The most values that a whole number may be chosen from."""

_WITH_VOCABULARY = frozenset({"id", "ids"})
_CONDITIONS = ("when", "only_when", "warn_missing_when")


def problems(data: object) -> list[Problem]:
    """Return what is wrong with a scheme, code `bad_scheme`, in the order of its parts."""
    faults = _shape().faults(data)
    if faults:
        return [Problem("bad_scheme", f"{detail}.", where) for where, detail in faults]
    assert isinstance(data, dict)
    found = [*_keys(data), *_tags(data), *_relations(data), *_vocabularies(data), *_words(data)]
    return [Problem("bad_scheme", detail, where) for where, detail in found]


Found = Iterator[tuple[str, str]]


@functools.cache
def _shape() -> Shape:
    return Shape("scheme")


def _keys(data: Mapping[str, Any]) -> Found:
    seen: dict[str, str] = {}
    for name, tag in data["tags"].items():
        key = tag.get("key")
        if key in seen:
            yield (
                pointer("tags", name, "key"),
                say(
                    "%(name)s and %(seen)s have one key, %(key)r; choose another.",
                    name=name,
                    seen=seen[key],
                    key=key,
                ),
            )
        elif key:
            seen[key] = name


def _tags(data: Mapping[str, Any]) -> Found:
    for name, tag in data["tags"].items():
        attributes = tag.get("attributes", {})
        for key, spec in attributes.items():
            where = pointer("tags", name, "attributes", key)
            yield from _attribute(where, spec, data)
            yield from _conditions(where, spec, attributes)
        yield from _source_rule(pointer("tags", name), tag, attributes)


def _attribute(where: str, spec: Mapping[str, Any], data: Mapping[str, Any]) -> Found:
    vocabulary = spec.get("vocabulary")
    if spec["type"] in _WITH_VOCABULARY and vocabulary is None:
        yield where, say("The type %(type)s needs a vocabulary; name one.", type=spec["type"])
    elif vocabulary is not None and not schemas.vocabulary(vocabulary, dict(data)):
        yield f"{where}/vocabulary", say("There is no vocabulary %(vocabulary)r here.", vocabulary=vocabulary)
    if spec["type"] == "int":
        yield from _range(where, spec.get("min"), spec.get("max"))
    relation = spec.get("unless_relation")
    if relation is not None and relation not in data.get("relations", {}):
        yield f"{where}/unless_relation", say("There is no relation %(relation)r here.", relation=relation)


def _range(where: str, least: int | None, most: int | None) -> Found:
    if least is None or most is None:
        yield where, "A whole number needs a smallest and a largest value (min, max)."
    elif least > most:
        yield where, "The smallest value is larger than the largest."
    elif most - least >= MOST_NUMBERS:
        yield where, say("A form offers at most %(most)s numbers to choose from.", most=MOST_NUMBERS)


def _conditions(where: str, spec: Mapping[str, Any], attributes: Mapping[str, Any]) -> Found:
    for condition in _CONDITIONS:
        yield from _unknown(f"{where}/{condition}", spec.get(condition, {}), attributes)
    yield from _unknown(f"{where}/ends_with", [spec["ends_with"]] if "ends_with" in spec else [], attributes)


def _source_rule(where: str, tag: Mapping[str, Any], attributes: Mapping[str, Any]) -> Found:
    rule, known = tag.get("sources", {}), tag.get("known_then", {})
    yield from _unknown(f"{where}/sources/own_article_when", rule.get("own_article_when", {}), attributes)
    named = [*known.get("when", {}), *([known["attribute"]] if known else [])]
    yield from _unknown(f"{where}/known_then", named, attributes)


def _unknown(where: str, names: Any, attributes: Mapping[str, Any]) -> Found:
    for name in names:
        if name not in attributes:
            yield where, say("The tag has no attribute %(name)r.", name=name)


def _relations(data: Mapping[str, Any]) -> Found:
    for name, rule in data.get("relations", {}).items():
        for end in ("from", "to"):
            for tag in rule[end]:
                if tag not in data["tags"]:
                    yield pointer("relations", name, end), say("There is no tag %(tag)r here.", tag=tag)


def _vocabularies(data: Mapping[str, Any]) -> Found:
    vocabularies = data.get("vocabularies", {})
    for name, terms in vocabularies.items():
        seen: set[str] = set()
        for number, term in enumerate(terms):
            if term["id"] in seen:
                yield (
                    pointer("vocabularies", name, number, "id"),
                    say("The id %(id)r stands here twice.", id=term["id"]),
                )
            seen.add(term["id"])
    every = [(name, number) for name, terms in vocabularies.items() for number in range(len(terms))]
    if len(every) > MOST_TERMS:
        detail = say(
            "The scheme has %(count)s terms; it may have %(most)s.",
            count=f"{len(every):,}",
            most=f"{MOST_TERMS:,}",
        )
        yield pointer("vocabularies", *every[MOST_TERMS]), detail


def _words(data: Any) -> Found:
    """Look through all that the scheme says, and closer at what it calls things by."""
    try:
        require_text(data)
        for where, words in _labels(data, ""):
            check_label(words, where)
    except Invalid as error:
        yield error.pointer or "", error.detail


def _labels(value: Any, where: str) -> Found:
    named = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, inner in named:
        if isinstance(inner, str) and where.endswith("/label"):
            yield f"{where}/{name}", inner
        yield from _labels(inner, f"{where}/{name}")
