"""Lines that come in: what may be left out of a record is filled in with null or empty."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

Json = dict[str, Any]

_SCHEMA = "annotator/article/1"

CONTEXT = 32
"""How many code points of context an anchor holds on either side."""

_NULL = ("title", "url", "outlet", "published", "language", "story", "genre", "rights")
_LISTS = ("authors", "layers", "entities", "sources", "fact_checks", "decisions")
_LINK = ("source", "stance", "quote", "paraphrase", "locator")


def complete(line: Json) -> Json:
    """Return a line, which has at least `text`, with every key of a record: null or empty if not given.

    `id`, `project` and `regions` are left to who imports. Attributes that are null go; none is filled in.
    What is not of the expected type stays as it is, for the schema to refuse.
    """
    text = line["text"]
    sha256 = line.get("text_sha256") or hashlib.sha256(text.encode()).hexdigest()
    given: Json = {"schema": _SCHEMA, "text_sha256": sha256}
    given |= dict.fromkeys(_NULL) | {"meta": {}, "offset_unit": "unicode_code_point"}
    record = given | {name: [] for name in _LISTS} | line
    record["layers"] = _over(record["layers"], lambda layer: _layer(layer, text))
    return record


def _layer(layer: Any, text: str) -> Any:
    if not isinstance(layer, dict):
        return layer
    empty: Json = {"state": "open", "guideline_version": None, "annotations": [], "relations": []}
    full = empty | layer
    return full | {"annotations": _over(full["annotations"], lambda item: _annotation(item, text))}


def _annotation(annotation: Any, text: str) -> Any:
    if not isinstance(annotation, dict):
        return annotation
    empty: Json = {"attributes": {}, "sources": [], "note": None, "confidence": None}
    full = empty | {"origin": "imported", "version": 1, "derived_from": []} | annotation
    if isinstance(full["attributes"], dict):
        full["attributes"] = {k: _anchor(v, text) for k, v in full["attributes"].items() if v is not None}
    full["anchor"] = _anchor(full.get("anchor"), text)
    full["sources"] = _over(full["sources"], _link)
    return full


def _link(link: Any) -> Any:
    return dict.fromkeys(_LINK) | link if isinstance(link, dict) else link


def _anchor(anchor: Any, text: str) -> Any:
    """Give an anchor its context where it brought none; anything else comes back as it is."""
    if not isinstance(anchor, dict) or not isinstance(anchor.get("segments"), list):
        return anchor
    start, end = _edge(anchor["segments"], 0, "start"), _edge(anchor["segments"], -1, "end")
    if start is None or end is None:
        return {"prefix": None, "suffix": None} | anchor
    return {"prefix": text[max(0, start - CONTEXT) : start], "suffix": text[end : end + CONTEXT]} | anchor


def _edge(segments: list[Any], at: int, name: str) -> int | None:
    offset = segments[at].get(name) if segments and isinstance(segments[at], dict) else None
    return offset if type(offset) is int and offset >= 0 else None


def _over(value: Any, fill: Callable[[Any], Any]) -> Any:
    return [fill(item) for item in value] if isinstance(value, list) else value
