"""A record inside a page, for its scripts: the text of a template element, which no browser runs or shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from markupsafe import Markup


def embedded(record: Any) -> Markup:
    """Return the record as JSON that stands in HTML as text."""
    data = msgspec.json.encode(record).decode()
    return Markup(data.replace("&", "&amp;").replace("<", "&lt;"))  # noqa: S704 - escaped here


def embedded_layer(view: Mapping[str, Any]) -> Markup:
    """Return a layer without the words around its anchors, which the page has in its text."""
    annotations = [one | {"anchor": _bare(one["anchor"])} for one in view["annotations"]]
    return embedded({**view, "annotations": annotations})


def _bare(anchor: Mapping[str, Any]) -> dict[str, Any]:
    return {"kind": anchor["kind"], "segments": anchor["segments"]}
