"""Pairs: each rebuttal with what it rebuts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from exports.options import Losses, Writing
from exports.views.lines import line, lose_marks

Json = dict[str, Any]


def write(records: Iterable[Json], losses: Losses, how: Writing) -> Iterator[bytes]:
    """Yield a line for each pair; `target` is null where a rebuttal answers what the article does not state."""
    for record in records:
        lose_marks(record, losses, "relations")
        losses.add("texts", 1)
        names = {one["id"]: one["name"] for one in record["entities"]}
        for layer in record["layers"]:
            about = {"article": record["id"], "language": record["language"], "layer": layer["layer"]}
            for rebuttal, target in _pairs(layer, losses):
                yield line({**about, **_said("rebuttal", rebuttal, names), **_target(rebuttal, target, names)})


def _pairs(layer: Json, losses: Losses) -> Iterator[tuple[Json, Json | None]]:
    known = {one["id"]: one for one in layer["annotations"]}
    linked = set()
    for relation in layer["relations"]:
        if relation["type"] == "rebuts":
            linked.add(relation["from"])
            yield known[relation["from"]], known[relation["to"]]
        else:
            losses.add("relations other than rebuts", 1)
    for one in layer["annotations"]:
        if one["tag"] == "rebuttal" and one["id"] not in linked:
            yield one, None
        losses.add("annotations other than rebuttals and what they rebut", one["tag"] in ("omission", "framing"))


def _target(rebuttal: Json, target: Json | None, names: dict[str, str]) -> Json:
    if target is not None:
        return {"target_tag": target["tag"], **_said("target", target, names)}
    outside = {"target_text": rebuttal["attributes"].get("target_external"), "target_normalized": None}
    return {"target_tag": None, "target": None, **outside, "target_speaker": None}


def _said(name: str, annotation: Json, names: dict[str, str]) -> Json:
    attributes = annotation["attributes"]
    said: Json = {
        name: annotation["id"],
        f"{name}_text": " … ".join(one["exact"] for one in annotation["anchor"]["segments"]),
        f"{name}_normalized": attributes.get("normalized"),
        f"{name}_speaker": names.get(attributes.get("speaker", "")),
    }
    if name == "rebuttal":
        said |= {key: attributes.get(key) for key in ("rebuttal_kind", "strategy", "evidence_offered")}
    return said
