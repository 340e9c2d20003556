"""Records as rows of one table."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from exports import parts
from exports.csvtable.cells import cell
from exports.options import Losses, Writing
from exports.reducing import reduce
from exports.spelling import spell

Json = dict[str, Any]

CARRIED = frozenset(
    {parts.METADATA, parts.LAYERS, parts.OVERLAPS, parts.DISCONTINUOUS, parts.POINTS, parts.WHOLE}
    | {parts.ATTRIBUTES, parts.NOTES, parts.CONFIDENCE, parts.RELATIONS, parts.IDS}
)
METADATA = ("title", "url", "outlet", "authors", "published", "language", "story", "genre", "rights", "meta")
ATTRIBUTE = "attr_"
COLUMNS = (
    "row", "article", *METADATA, "layer", "id", "tag", "kind", "start", "end", "segments", "exact", "note",
    "confidence", "from", "to", "text",
)  # fmt: skip


def write(records: Iterable[Json], losses: Losses, how: Writing) -> Iterator[bytes]:
    """Yield the table: a header, then for each article a row of its own, its layers, annotations and relations."""
    tags = how.scheme["tags"].values()
    names = dict.fromkeys(name for rules in tags for name in rules.get("attributes", {}))
    columns = [*COLUMNS, *(ATTRIBUTE + name for name in names)]
    yield _line(columns)
    for record in records:
        for row in rows(reduce(record, CARRIED, losses, how.scheme)):
            yield _line([cell(row.get(name)) for name in columns])


def rows(record: Json) -> Iterator[Json]:
    """Yield the rows of an article by the names of their columns."""
    about = {name: record[name] or None for name in METADATA}
    yield {"row": "article", "article": record["id"], "text": record["text"], **about}
    names = {one["id"]: one["name"] for one in record["entities"]}
    for layer in record["layers"]:
        known = {"article": record["id"], "layer": layer["layer"]}
        yield {"row": "layer", **known}
        for one in layer["annotations"]:
            yield {"row": "annotation", **known, **_annotation(one, names)}
        for one in layer["relations"]:
            ends = {"from": one["from"], "to": one["to"]}
            yield {"row": "relation", **known, "id": one["id"], "tag": one["type"], **ends}


def _annotation(annotation: Json, names: dict[str, str]) -> Json:
    segments = annotation["anchor"]["segments"]
    row = {name: annotation[name] for name in ("id", "tag", "note", "confidence")}
    row["kind"] = annotation["anchor"]["kind"]
    if segments:
        row |= {"start": segments[0]["start"], "end": segments[-1]["end"]}
        row["exact"] = " … ".join(segment["exact"] for segment in segments)
    if len(segments) > 1:
        row["segments"] = [[segment["start"], segment["end"]] for segment in segments]
    spelled = {name: spell(value, names) for name, value in annotation["attributes"].items()}
    return row | {ATTRIBUTE + name: word for name, word in spelled.items()}


def _line(cells: list[str]) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerow(cells)
    return buffer.getvalue().encode()
