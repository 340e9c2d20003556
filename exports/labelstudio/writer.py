"""Records as tasks of Label Studio: a region a span, an answer an attribute, an annotation a layer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from exports import parts
from exports.offsets import Ruler, Unit
from exports.options import Losses, Writing
from exports.reducing import reduce
from exports.spelling import spell

Json = dict[str, Any]

CARRIED = frozenset(
    {parts.METADATA, parts.LAYERS, parts.OVERLAPS, parts.POINTS, parts.WHOLE, parts.ATTRIBUTES, parts.NOTES}
    | {parts.CONFIDENCE, parts.RELATIONS, parts.IDS}
)
METADATA = ("title", "url", "outlet", "authors", "published", "language", "story", "genre", "rights", "meta")
_CHOSEN = frozenset({"id", "ids", "bool", "int"})
_ENCODER = msgspec.json.Encoder()


def write(records: Iterable[Json], losses: Losses, how: Writing) -> Iterator[bytes]:
    """Yield a list of tasks, a line a task."""
    yield b"["
    for number, record in enumerate(records, 1):
        task = _task(number, reduce(record, CARRIED, losses, how.scheme), how)
        yield (b"\n" if number == 1 else b",\n") + _ENCODER.encode(task)
    yield b"\n]\n"


def _task(number: int, record: Json, how: Writing) -> Json:
    data = {"text": record["text"], "article": record["id"]}
    data |= {name: record[name] for name in METADATA if record[name]}
    names = {one["id"]: one["name"] for one in record["entities"]}
    results = _Results(Ruler(record["text"], Unit("utf16")), names, how.scheme)
    annotations = [
        {"id": n, "layer": layer["layer"], "completed_by": n, "result": list(results.of(layer))}
        for n, layer in enumerate(record["layers"], 1)
    ]
    return {"id": number, "data": data, "annotations": annotations, "predictions": []}


class _Results:
    """The results of one text: what Label Studio calls a region, an answer or a relation."""

    def __init__(self, ruler: Ruler, names: dict[str, str], scheme: Json) -> None:
        self._ruler, self._names, self._tags = ruler, names, scheme["tags"]

    def of(self, layer: Json) -> Iterator[Json]:
        """Yield the results of a layer."""
        for annotation in layer["annotations"]:
            yield from self._annotation(annotation)
        for one in layer["relations"]:
            ends = {"from_id": one["from"], "to_id": one["to"], "direction": "right"}
            yield {"type": "relation", "id": one["id"], **ends, "labels": [one["type"]]}

    def _annotation(self, annotation: Json) -> Iterator[Json]:
        place = self._place(annotation["anchor"]["segments"])
        known = {"id": annotation["id"], "to_name": "text"}
        tag = [annotation["tag"]]
        region: Json = {**known, "from_name": "label", "type": "choices", "value": {"choices": tag}}
        if place:
            quote = annotation["anchor"]["segments"][0]["exact"]
            region = {**known, "from_name": "label", "type": "labels"}
            region["value"] = {**place, "text": quote, "labels": tag}
        if annotation["note"] is not None:
            region["meta"] = {"text": [annotation["note"]]}
        yield region
        specs = self._tags[annotation["tag"]].get("attributes", {})
        for name, value in annotation["attributes"].items():
            word = spell(value, self._names)
            words = word if isinstance(word, list) else [word]
            kind, key = ("choices", "choices") if specs[name]["type"] in _CHOSEN else ("textarea", "text")
            yield {**known, "from_name": name, "type": kind, "value": {**place, key: words}}
        if annotation["confidence"] is not None:
            rating = {**place, "rating": annotation["confidence"]}
            yield {**known, "from_name": "confidence", "type": "rating", "value": rating}

    def _place(self, segments: list[Json]) -> Json:
        if not segments:
            return {}
        [segment] = segments
        return {"start": self._ruler.offset(segment["start"]), "end": self._ruler.offset(segment["end"])}
