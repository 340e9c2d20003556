"""Layers that come in obey the rules of the scheme in the words of every other door."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from annotator.domain import drafts, sources
from annotator.domain.anchors import parse_anchor
from annotator.domain.schemes import Scheme
from annotator.domain.schemes.values import unknown
from annotator.domain.verdicts import check_rating, check_verdict
from annotator.errors import Invalid, Problem
from annotator.records.mentions import entities_named
from exports.links import Links

Record = dict[str, Any]
Found = Iterator[Problem]
MOST = 100
"""So many problems of one line are told."""

HANDED_IN, GOLD = "submitted", ("adjudicated", "released")
SHAPE = (AttributeError, KeyError, TypeError)
"""What comes of a record that has not the shape of one, which the record's schema refuses in its own words."""


def broken(record: Record, scheme: Scheme) -> list[Problem]:
    """Return what breaks a rule in the layers of a line, each with its pointer; of a line that has their shape."""
    found = _safely(_sources, record, scheme)
    for number, layer in enumerate(record["layers"]):
        for look in (_drafts, _relations, _holes):
            if found:
                return found[:MOST]
            found += _safely(look, record, layer, scheme, f"/layers/{number}")
    return (found or _safely(_verdicts, record, scheme))[:MOST]


def _safely(look: Callable[..., Found], *given: Any) -> list[Problem]:
    try:
        return list(look(*given))
    except SHAPE:
        return []


def _sources(record: Record, scheme: Scheme) -> Found:
    for number, source in enumerate(record["sources"]):
        yield from _within(sources.faults(source, scheme), f"/sources/{number}")


def _drafts(record: Record, layer: Record, scheme: Scheme, where: str) -> Found:
    """Yield what could not even be stored in an open layer."""
    known = {name: {one["id"] for one in record[name]} for name in ("entities", "sources")}
    for number, annotation in enumerate(layer["annotations"]):
        place = f"{where}/annotations/{number}"
        try:
            yield from _within(_draft(record, annotation, scheme, known), place)
        except Invalid as error:
            yield from _within(error.problems, place)


def _draft(record: Record, annotation: Record, scheme: Scheme, known: dict[str, set[str]]) -> Found:
    draft = drafts.read_draft({name: annotation[name] for name in drafts.FIELDS if name in annotation})
    anchor = parse_anchor(draft.anchor, record["text"], record["regions"])
    attributes = draft.attributes
    wrong = scheme.check_draft(draft.tag, anchor.kind, attributes, draft.sources, stored=attributes)
    yield from wrong
    if wrong:
        return
    for name, value in attributes.items():
        if scheme.tags[draft.tag].attributes[name].type == "anchor" and value is not None:
            parse_anchor(value, record["text"], record["regions"], pointer=f"/attributes/{name}")
    for pointer, uuid in entities_named(scheme, draft.tag, attributes).items():
        if uuid not in known["entities"]:
            yield unknown("entity", uuid, pointer)
    for number, link in enumerate(draft.sources):
        if link["source"] not in known["sources"]:
            yield unknown("source", link["source"], f"/sources/{number}/source")


def _relations(record: Record, layer: Record, scheme: Scheme, where: str) -> Found:
    links = Links(scheme.relations, {one["id"]: one["tag"] for one in layer["annotations"]})
    for number, relation in enumerate(layer["relations"]):
        wrong = links.add(relation["type"], relation["from"], relation["to"])
        if wrong:
            yield Problem("bad_relation", wrong, f"{where}/relations/{number}/type")


def _holes(record: Record, layer: Record, scheme: Scheme, where: str) -> Found:
    """Yield what a layer of this state may not lack."""
    places = {one["id"]: f"{where}/annotations/{n}" for n, one in enumerate(layer["annotations"])}
    if layer["state"] != HANDED_IN and layer["state"] not in GOLD:
        yield from _placed(scheme.overlaps(layer["annotations"]), places)
        if layer["layer"] == "gold":
            yield from _proposed(layer, scheme, places)
        return
    asked = scheme.submit_holes if layer["state"] == HANDED_IN else scheme.gold_holes
    cited = {source["id"]: source for source in record["sources"]}
    holes: list[Problem] = []
    for annotation in layer["annotations"]:
        outgoing = [link for link in layer["relations"] if link["from"] == annotation["id"]]
        holes += asked(annotation, outgoing, record, cited)[0]
    yield from _placed([*holes, *scheme.layer_holes(layer["annotations"])], places)


def _proposed(layer: Record, scheme: Scheme, places: dict[str, str]) -> Found:
    for annotation in layer["annotations"]:
        yield from _within(scheme.proposed(annotation["tag"], annotation["attributes"]), places[annotation["id"]])


def _placed(holes: list[Problem], places: dict[str, str]) -> Found:
    for hole in holes:
        _, _, key, *rest = (hole.pointer or "").split("/")
        yield Problem(hole.code, hole.detail, "/".join((places[key], *rest)))


def _verdicts(record: Record, scheme: Scheme) -> Found:
    for number, check in enumerate(record["fact_checks"]):
        try:
            check_verdict(check)
            check_rating(check.get("rating"), scheme.data.get("scales", {}))
        except Invalid as error:
            yield from _within(error.problems, f"/fact_checks/{number}")


def _within(problems: Any, place: str) -> Found:
    for problem in problems:
        yield Problem(problem.code, problem.detail, place + (problem.pointer or ""))
