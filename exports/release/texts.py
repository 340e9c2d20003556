"""How much of the texts a release passes on: all, the quotes, or only where they stand."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]

FULL, QUOTES, OFFSETS = "full", "quotes", "offsets"
TEXTS = (FULL, QUOTES, OFFSETS)
RESERVED = ("all rights reserved", "no redistribution", "not for redistribution", "may not be passed on")
"""Words in `rights` that forbid what a full text would do."""


def passed_on(article: Json, asked: str) -> str:
    """Return how much of this article may leave: a full text only where its rights are recorded and allow it."""
    rights = (article.get("rights") or "").casefold()
    if asked == FULL and (not rights or any(words in rights for words in RESERVED)):
        return QUOTES
    return asked


def withheld(article: Json, how: str) -> Json:
    """Return the article with that much of its text; hash and offsets stay, so that it can be put back."""
    if how == FULL:
        return article
    return {**_cut(article, how == OFFSETS), "text": None}


def _cut(value: Any, offsets: bool) -> Any:
    """Take the words of the text out of every anchor in the value, where only offsets may leave."""
    if not offsets:
        return value
    if isinstance(value, list):
        return [_cut(item, offsets) for item in value]
    if not isinstance(value, dict):
        return value
    cut = {key: _cut(item, offsets) for key, item in value.items()}
    if "segments" in cut and "kind" in cut:
        cut |= {key: None for key in ("prefix", "suffix") if key in cut}
    if {"start", "end", "exact"} <= cut.keys() and cut["start"] != cut["end"]:
        cut["exact"] = None
    if "quote" in cut and "case_version" in cut:
        cut["quote"] = None
    return cut


def without_words(row: Any) -> Any:
    """Return a row of another file without the words of the text in its anchors."""
    return _cut(row, offsets=True)


def schema(article: Json, asked: str) -> Json:
    """Return the schema of the article record as it leaves: words that are withheld are null."""
    changed = dict(article)
    if article.get("title") == "Article":
        changed["properties"] = {**article["properties"], "text": _or_null(article["properties"]["text"])}
    return dict(_exact_or_null(changed)) if asked == OFFSETS else changed


def _exact_or_null(value: Any) -> Any:
    if isinstance(value, list):
        return [_exact_or_null(item) for item in value]
    if not isinstance(value, dict):
        return value
    found = {key: _exact_or_null(item) for key, item in value.items()}
    if isinstance(found.get("properties"), dict) and "exact" in found["properties"]:
        found["properties"] = {**found["properties"], "exact": _or_null(found["properties"]["exact"])}
    return found


def _or_null(schema: Json) -> Json:
    return {"anyOf": [schema, {"type": "null"}]}
