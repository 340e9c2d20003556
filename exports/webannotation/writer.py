"""Records as Web Annotations: tags classify, relations and sources link, verdicts assess, decisions moderate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from exports import parts
from exports.options import Losses, Writing
from exports.reducing import reduce
from exports.webannotation.names import CONTEXT, article_iri, iri

Json = dict[str, Any]

_CARRIED = set(parts.EVERYTHING) - {parts.ORIGINS, parts.HISTORY}
_ENCODER = msgspec.json.Encoder()


def write(records: Iterable[Json], losses: Losses, how: Writing) -> Iterator[bytes]:
    """Yield one JSON-LD document, a page an article, a line a page."""
    yield b'{"@context":' + _ENCODER.encode(CONTEXT) + b',"@graph":['
    comma = b"\n"
    for record in records:
        page = _page(reduce(record, _CARRIED, losses, how.scheme))
        yield comma + _ENCODER.encode(page)
        comma = b",\n"
    yield b"\n]}\n"


def _page(record: Json) -> Json:
    about = {name: value for name, value in record.items() if name not in {"layers", "fact_checks", "decisions"}}
    layers = [{name: layer[name] for name in layer if name not in _WORK} for layer in record["layers"]]
    items = [item for layer in record["layers"] for item in _layer(layer, record)]
    items += [_fact_check(check) for check in record["fact_checks"]]
    items += [_decision(decision) for decision in record["decisions"]]
    page = {"id": f"{article_iri(record['id'])}:annotations", "type": "AnnotationPage"}
    return page | {"article": about, "layers": layers, "items": items}


_WORK = frozenset({"annotations", "relations"})


def _layer(layer: Json, record: Json) -> Iterator[Json]:
    for annotation in layer["annotations"]:
        yield _annotation(annotation, layer["layer"], record)
        yield from _sources(annotation, record)
    for relation in layer["relations"]:
        body = [{"id": iri(relation["to"])}, _words(relation["type"], "classifying")]
        linking = {"motivation": "linking", "layer": layer["layer"], "body": body, "target": iri(relation["from"])}
        yield {"id": iri(relation["id"]), "type": "Annotation", **linking}


def _annotation(annotation: Json, layer: str, record: Json) -> Json:
    body = [_words(annotation["tag"], "classifying")]
    if annotation["note"] is not None:
        body.append(_words(annotation["note"], "commenting"))
    targets = [_target(segment, annotation["anchor"], record) for segment in annotation["anchor"]["segments"]]
    return {
        "id": iri(annotation["id"]),
        "type": "Annotation",
        "motivation": "classifying",
        "layer": layer,
        "body": body,
        "target": targets or article_iri(record["id"]),
        "attributes": annotation["attributes"],
        "confidence": annotation["confidence"],
    }


def _target(segment: Json, anchor: Json, record: Json) -> Json:
    """Return a segment with its context: that of the anchor at its ends, that of the text between segments."""
    text, start, end = record["text"], segment["start"], segment["end"]
    first, last = segment is anchor["segments"][0], segment is anchor["segments"][-1]
    before = anchor["prefix"] if first and anchor["prefix"] is not None else text[max(0, start - 32) : start]
    after = anchor["suffix"] if last and anchor["suffix"] is not None else text[end : end + 32]
    quote = {"type": "TextQuoteSelector", "exact": segment["exact"], "prefix": before, "suffix": after}
    place = {"type": "TextPositionSelector", "start": start, "end": end}
    return {"source": article_iri(record["id"]), "selector": [quote, place]}


def _sources(annotation: Json, record: Json) -> Iterator[Json]:
    addresses = {source["id"]: source.get("url") for source in record["sources"]}
    for number, link in enumerate(annotation["sources"]):
        yield {
            "id": f"{iri(annotation['id'])}#source-{number}",
            "type": "Annotation",
            "motivation": "linking",
            "body": addresses[link["source"]] or iri(link["source"]),
            "target": iri(annotation["id"]),
            "source_link": link,
        }


def _fact_check(check: Json) -> Json:
    target = [iri(one) for one in check.get("mentions", ())] or iri(check["id"])
    body = _words(check.get("verdict") or "not_checked", "assessing")
    about = {"motivation": "assessing", "body": body, "target": target, "fact_check": check}
    return {"id": iri(check["id"]), "type": "Annotation", **about}


def _decision(decision: Json) -> Json:
    target = [iri(one) for one in decision.get("result", ())] or iri(decision["case"])
    body = _words(decision["outcome"], "moderating")
    about = {"motivation": "moderating", "body": body, "target": target, "decision": decision}
    return {"id": iri(decision["id"]), "type": "Annotation", **about}


def _words(value: str, purpose: str) -> Json:
    return {"type": "TextualBody", "purpose": purpose, "value": value}
