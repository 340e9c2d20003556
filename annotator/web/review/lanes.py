"""The distinct readings of a case, a lane each: in an order that tells nothing, without names."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from flask_babel import gettext

from annotator.web.review.snippets import Part, parts, window
from annotator.web.review.values import label, term
from exports.canonical import dumps

Record = dict[str, Any]


@dataclass(frozen=True)
class Lane:
    """One distinct reading: its number on the page, whose it is, and how its text is marked."""

    id: str
    tag: str
    anchor: Mapping[str, Any]
    attributes: Mapping[str, Any]
    sources: Sequence[Record]
    note: str | None
    ids: tuple[str, ...]
    layers: tuple[str, ...]
    number: int = 0
    parts: list[Part] = field(default_factory=list)
    says: str = ""

    @property
    def spans(self) -> list[tuple[int, int]]:
        """The stretches of its anchor."""
        return [(segment["start"], segment["end"]) for segment in self.anchor["segments"]]

    @property
    def words(self) -> str:
        """The words of its anchor, a stretch a line."""
        return words_of(self.anchor)


def words_of(anchor: Mapping[str, Any]) -> str:
    """Return the words of an anchor, a stretch a line."""
    return "\n".join(segment["exact"] for segment in anchor["segments"])


def lanes(view: Record, text: str, whose: Mapping[str, str], reviewer: int | None) -> list[Lane]:
    """Return the lanes of a case as `case_view` shows it; `whose` names the layer of each reading."""
    found: dict[bytes, Lane] = {}
    for reading in view["readings"]:
        key = dumps([reading[name] for name in ("tag", "anchor", "attributes", "sources")])
        layer = whose.get(reading["id"], "")
        lane = found.get(key)
        found[key] = _joined(lane, reading["id"], layer) if lane else _lane(reading, layer)
    return _marked(_shuffled(list(found.values()), view["id"], reviewer), text)


def link_lanes(
    view: Record,
    scheme: Mapping[str, Any],
    whose: Mapping[str, str],
    ends: Mapping[str, str],
    reviewer: int | None,
) -> list[Lane]:
    """Return a lane for each distinct relation of a case; `ends` says the words of an annotation."""
    found: dict[str, Lane] = {}
    for link in view["relations"]:
        rule = scheme["relations"].get(link["type"], {})
        joins = label(rule.get("label"), link["type"])
        says = f"{ends.get(link['from'], '…')} {joins} {ends.get(link['to'], '…')}"
        layer, lane = whose.get(link["id"], ""), found.get(says)
        if lane is None:
            anchor: Record = {"kind": "link", "segments": []}
            lane = Lane(link["id"], link["type"], anchor, {}, [], None, (), (), says=says)
        found[says] = _joined(lane, link["id"], layer)
    return _shuffled(list(found.values()), view["id"], reviewer)


def verdict_lanes(
    view: Record, scheme: Mapping[str, Any], whose: Mapping[str, str], reviewer: int | None
) -> list[Lane]:
    """Return a lane for each distinct verdict that the readings of a case propose, with its justification."""
    found: dict[str, Lane] = {}
    for reading in view["readings"]:
        said = reading["attributes"]
        words = term(scheme, "verdict", said.get("proposed_verdict"))
        if said.get("proposed_missing_context"):
            words = gettext("%(verdict)s, misses context", verdict=words)
        says = f"{words}: {said.get('proposed_justification') or ''}".rstrip(": ")
        layer, lane = whose.get(reading["id"], ""), found.get(says)
        if lane is None:
            anchor: Record = {"kind": "link", "segments": []}
            lane = Lane(reading["id"], reading["tag"], anchor, {}, [], None, (), (), says=says)
        found[says] = _joined(lane, reading["id"], layer)
    return _shuffled(list(found.values()), view["id"], reviewer)


def _lane(reading: Record, layer: str) -> Lane:
    names = ("id", "tag", "anchor", "attributes", "sources", "note")
    return Lane(**{name: reading[name] for name in names}, ids=(reading["id"],), layers=(layer,))


def _joined(lane: Lane, uuid: str, layer: str) -> Lane:
    return replace(lane, ids=(*lane.ids, uuid), layers=(*lane.layers, layer))


def _shuffled(found: list[Lane], case: str, reviewer: int | None) -> list[Lane]:
    """Number the lanes in an order that is the same each time, and another for every case and reviewer."""

    def place(lane: Lane) -> str:
        return hashlib.sha256(f"{case} {reviewer} {lane.id}".encode()).hexdigest()

    return [replace(lane, number=n) for n, lane in enumerate(sorted(found, key=place), 1)]


def _marked(found: list[Lane], text: str) -> list[Lane]:
    everybody = [lane.spans for lane in found]
    edges = [edge for spans in everybody for span in spans for edge in span]
    if not edges:
        return found
    shown = window(text, min(edges), max(edges))
    return [replace(lane, parts=parts(text, shown, lane.spans, everybody)) for lane in found]
