"""The files of the demo, read: texts, people, and readings whose places are found by their quotes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from annotator.domain.schemes import Scheme

HERE = Path(__file__).parent
Json = dict[str, Any]


@cache
def project() -> Json:
    """Return who is in the demo, what they read and what they cite."""
    return _yaml(HERE / "project.yaml")


def guidelines() -> str:
    """Return the guidelines, in Markdown."""
    return (HERE / "guidelines.md").read_text(encoding="utf-8")


def text(article: str) -> str:
    """Return the text of an article."""
    return (HERE / "texts" / f"{article}.txt").read_text(encoding="utf-8")


def readings(article: str) -> Json:
    """Return what the annotators and the reviewer made of the article; nothing where they have not begun."""
    path = HERE / "readings" / f"{article}.yaml"
    return _yaml(path) if path.exists() else {"hand_in": [], "annotations": {}, "relations": [], "decisions": []}


def annotation_of(
    given: Mapping[str, Any], person: str, words: str, scheme: Scheme, ids: Mapping[str, str]
) -> Json:
    """Return the annotation as the person made it, ready to be stored.

    What stands under the person's name wins over what all share. `ids` are those of entities and sources.
    """
    own = given.get(person, {})
    place = own if {"quote", "after", "whole"} & own.keys() else given
    attributes = {**given.get("attributes", {}), **own.get("attributes", {})}
    cited = own.get("sources", given.get("sources", {}))
    return {
        "tag": given["tag"],
        "anchor": anchor_of(place, words),
        "attributes": named(given["tag"], attributes, scheme, ids),
        "sources": links(cited, ids),
        "note": own.get("note", given.get("note")),
        "confidence": own.get("confidence", given.get("confidence")),
    }


def links(cited: Mapping[str, Any], ids: Mapping[str, str]) -> list[Json]:
    """Return the links to sources; a stance stands alone, or with a quotation and its place."""
    return [
        {"source": ids[name], **({"stance": how} if isinstance(how, str) else how)} for name, how in cited.items()
    ]


def captures() -> dict[str, bytes]:
    """Return what sources were seen as, by the name of the source."""
    return {path.stem: path.read_bytes() for path in sorted((HERE / "captures").iterdir())}


def named(tag: str, attributes: Mapping[str, Any], scheme: Scheme, ids: Mapping[str, str]) -> Json:
    """Return the attributes with ids where the files have short names."""
    rules = scheme.tags[tag].attributes
    result: Json = {}
    for name, value in attributes.items():
        if rules[name].type == "entity" and value is not None:
            value = ids[value]
        elif rules[name].type == "entities" and value is not None:
            value = [ids[one] for one in value]
        result[name] = value
    return result


def anchor_of(place: Mapping[str, Any], words: str) -> Json:
    """Return the anchor of a quote, of several quotes, of the point after a quote, or of the whole article."""
    if place.get("whole"):
        return {"kind": "article", "segments": []}
    if "after" in place:
        end = _find(place["after"], words) + len(place["after"])
        return {"kind": "point", "segments": [{"start": end, "end": end, "exact": ""}]}
    quotes = place["quote"] if isinstance(place["quote"], list) else [place["quote"]]
    starts = [_find(quote, words) for quote in quotes]
    segments = [{"start": s, "end": s + len(q), "exact": q} for s, q in zip(starts, quotes, strict=True)]
    return {"kind": "span", "segments": segments}


def _find(quote: str, words: str) -> int:
    if words.count(quote) != 1:
        raise ValueError(f"The quote {quote!r} stands {words.count(quote)} times in its article, not once.")
    return words.index(quote)


def _yaml(path: Path) -> Json:
    body: Json = yaml.load(path.read_text(encoding="utf-8"), Loader=_Plain)  # noqa: S506 - it is a safe loader
    return body


class _Plain(yaml.SafeLoader):
    """YAML without dates: what looks like one stays text."""


_Plain.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
