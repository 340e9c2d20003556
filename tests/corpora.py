"""Articles that come with layers, as lines of an import: each layer a list of `(tag, start, end)` or more."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from tests.bodies import uid
from tests.world import World

Marks = Iterable[tuple[Any, ...]]
WORDS = "aa bb cc dd ee ff gg hh ii jj kk ll mm nn oo pp qq rr ss tt "


def line(
    public_id: str, layers: Mapping[str, Marks], *, text: str | None = None, state: str = "open", **known: Any
) -> dict[str, Any]:
    """Return one article; a text is made up if none is given, and annotations are numbered."""
    body = text or f"{WORDS * 5}{public_id}"
    numbers = iter(range(1, 10_000))
    made = [
        {
            "layer": name,
            "state": state,
            "annotations": [_annotation(body, uid(next(numbers)), *mark) for mark in marks],
        }
        for name, marks in layers.items()
    ]
    return {"id": public_id, "text": body, "regions": [], "layers": made, **known}


def bring_in(world: World, *lines: dict[str, Any], slug: str = "news") -> None:
    """Import the lines as the manager."""
    data = "".join(json.dumps(one) + "\n" for one in lines).encode()
    client = world.as_("man")
    kind = "application/x-ndjson"
    answer = client.call("POST", f"/projects/{slug}/articles", data=data, content_type=kind)
    assert answer.status_code == 200, answer.json


def _annotation(
    text: str, key: str, tag: str, start: int, end: int, more: Mapping[str, Any] = MappingProxyType({})
) -> dict[str, Any]:
    segment = {"start": start, "end": end, "exact": text[start:end]}
    anchor = {"kind": "span" if start < end else "point", "segments": [segment]}
    return {"id": key, "tag": tag, "anchor": anchor, **more}
