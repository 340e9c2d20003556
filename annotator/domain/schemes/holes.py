"""What is missing before a reading is handed in, or before it may be gold."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from annotator.domain.schemes.known_then import is_own_article
from annotator.domain.schemes.parts import Attribute, SourceRule, Tag, holds
from annotator.errors import Problem
from exports.shape import pointer
from schemas.sayings import say

Record = Mapping[str, Any]
Sources = Mapping[str, Record]

SUBMIT = ("submit",)
GOLD = ("submit", "gold")


def place(annotation: Record, *steps: str | int) -> str:
    """Return the pointer to a part of an annotation, as hand-in and release reports give it."""
    return pointer("annotations", annotation["id"], *steps)


def missing(tag: Tag, annotation: Record, relations: Collection[str], marks: Sequence[str]) -> Iterator[Problem]:
    """Yield a problem for each required attribute without answer; `relations` are the types that leave."""
    values = annotation["attributes"]
    for name, attribute in tag.attributes.items():
        if attribute.required not in marks or (marks == GOLD and attribute.gold == "never"):
            continue
        if attribute.deprecated:
            continue
        if _is_due(attribute, values, relations) and attribute.is_empty(values.get(name)):
            detail = say(
                "%(tag)s: “%(attribute)s” is not answered yet%(attribute2)s.",
                tag=tag.words(),
                attribute=attribute.words(),
                attribute2=_or_link(attribute),
            )
            yield Problem("incomplete", detail, place(annotation, "attributes", name))


def misplaced(tag: Tag, annotation: Record) -> Iterator[Problem]:
    """Yield a problem for each attribute that means nothing beside the others."""
    values = annotation["attributes"]
    for name, attribute in tag.attributes.items():
        given = values.get(name) is not None
        if given and attribute.only_when is not None and not holds(attribute.only_when, values):
            others = ", ".join(f"“{tag.attributes[other].words()}”" for other in attribute.only_when)
            detail = say(
                "%(tag)s: “%(attribute)s” does not go with %(others)s as chosen; clear one.",
                tag=tag.words(),
                attribute=attribute.words(),
                others=others,
            )
            yield Problem("not_applicable", detail, place(annotation, "attributes", name))


def proposals(tag: Tag, annotation: Record) -> Iterator[Problem]:
    """Yield a problem for each attribute that belongs to readings and never to gold."""
    for problem in proposed(tag, annotation["attributes"]):
        yield replace(problem, pointer=place(annotation) + (problem.pointer or ""))


def proposed(tag: Tag, attributes: Record) -> Iterator[Problem]:
    """Yield a problem for each of the attributes that never enters gold, with its pointer."""
    for name, attribute in tag.attributes.items():
        if attribute.gold == "never" and attributes.get(name) is not None:
            detail = say(
                "“%(attribute)s” is an annotator's proposal and does not enter gold.", attribute=attribute.words()
            )
            yield Problem("not_in_gold", detail, pointer("attributes", name))


def chain_ends(tag: Tag, annotation: Record) -> Iterator[Problem]:
    """Yield a warning for each chain whose last link is not the one it must end with."""
    values = annotation["attributes"]
    for name, attribute in tag.attributes.items():
        chain, last = values.get(name), values.get(attribute.ends_with or "")
        if attribute.ends_with and chain and last is not None and chain[-1] != last:
            end = tag.attributes[attribute.ends_with].words()
            detail = say(
                "%(tag)s: “%(attribute)s” does not end with “%(end)s”.",
                tag=tag.words(),
                attribute=attribute.words(),
                end=end,
            )
            yield Problem("chain_end", detail, place(annotation, "attributes", name))


def unproved(tag: Tag, annotation: Record, article: Record, sources: Sources) -> Iterator[Problem]:
    """Yield a problem for each link without stance, and one when fewer links count than the tag needs."""
    for number, link in enumerate(annotation["sources"]):
        if link.get("stance") is None:
            detail = "Say what this source does: supports, refutes, context or origin."
            yield Problem("incomplete", detail, place(annotation, "sources", number, "stance"))
    rule = tag.sources
    if rule is not None and len(_counting(rule, annotation, article, sources)) < rule.min:
        own = any(is_own_article(sources.get(link["source"]), article) for link in annotation["sources"])
        detail = say("%(tag)s: link a source that %(stance)s it.", tag=tag.words(), stance=rule.stance)
        if own:
            detail = say("%(detail)s The article itself does not count here.", detail=detail)
        yield Problem("source_required", detail, place(annotation, "sources"))


def _is_due(attribute: Attribute, values: Record, relations: Collection[str]) -> bool:
    if attribute.unless_relation is not None and attribute.unless_relation in relations:
        return False
    return attribute.when is None or holds(attribute.when, values)


def _or_link(attribute: Attribute) -> str:
    return (
        say("; answer it, or draw the link “%(unless_relation)s”", unless_relation=attribute.unless_relation)
        if attribute.unless_relation
        else ""
    )


def _counting(rule: SourceRule, annotation: Record, article: Record, sources: Sources) -> list[Record]:
    """Return the links that count as proof."""
    own_counts = rule.own_article_when is not None and holds(rule.own_article_when, annotation["attributes"])
    links = [link for link in annotation["sources"] if link.get("stance") == rule.stance]
    return [link for link in links if own_counts or not is_own_article(sources.get(link["source"]), article)]
