"""Records as doccano's JSON lines: entities with offsets, relations between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from exports import parts
from exports.options import Losses, Writing
from exports.reducing import reduce

Json = dict[str, Any]

CARRIED = frozenset({parts.METADATA, parts.LAYERS, parts.OVERLAPS, parts.RELATIONS})
METADATA = ("title", "url", "outlet", "authors", "published", "language", "story", "genre", "rights", "meta")
_ENCODER = msgspec.json.Encoder()


def write(records: Iterable[Json], losses: Losses, how: Writing) -> Iterator[bytes]:
    """Yield a line for each layer of each article; lines of one article follow each other."""
    number = 0
    for record in records:
        left = reduce(record, CARRIED, losses, how.scheme)
        about = {name: left[name] for name in METADATA if left[name]}
        for layer in left["layers"] or [None]:
            number += 1
            line = {"id": number, "article": left["id"], "text": left["text"], **_labels(layer), **about}
            yield _ENCODER.encode(line) + b"\n"


def _labels(layer: Json | None) -> Json:
    if layer is None:
        return {"entities": [], "relations": [], "Comments": []}
    numbers = {one["id"]: number for number, one in enumerate(layer["annotations"], 1)}
    relations = [
        {"id": n, "from_id": numbers[one["from"]], "to_id": numbers[one["to"]], "type": one["type"]}
        for n, one in enumerate(layer["relations"], 1)
    ]
    entities = [_entity(one, numbers[one["id"]]) for one in layer["annotations"]]
    return {"layer": layer["layer"], "entities": entities, "relations": relations, "Comments": []}


def _entity(annotation: Json, number: int) -> Json:
    [segment] = annotation["anchor"]["segments"]
    place = {"start_offset": segment["start"], "end_offset": segment["end"]}
    return {"id": number, "label": annotation["tag"], **place}
