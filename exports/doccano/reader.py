"""doccano's JSON lines as records, in the dialects of its versions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any, BinaryIO

from exports.document import Document, Layer, Link, Mark
from exports.fitting import to_record
from exports.merging import layer_of, merged
from exports.offsets import Unit
from exports.options import Reading
from exports.strict import StrictError, loads, misread

Json = dict[str, Any]

UNIT = Unit("code_points", "stands")
_NOBODY = frozenset({"all", "unknown", "train", "dev", "test", "valid", "data"})
_LABELS = ("label", "labels", "entities", "annotations", "cats")
_OTHERS = frozenset({*_LABELS, "text", "data", "id", "article", "layer", "relations", "Comments", "comments"})


def read(stream: BinaryIO, how: Reading) -> Iterator[tuple[int, Json | StrictError]]:
    """Yield the line and the record of each text, or the error that keeps it out."""
    for line, document in merged(_documents(stream, how)):
        yield line, document if isinstance(document, StrictError) else to_record(document, how)


def _documents(stream: BinaryIO, how: Reading) -> Iterator[tuple[int, Document | StrictError]]:
    for line, value in _values(stream):
        try:
            yield line, value if isinstance(value, StrictError) else _document(value, how)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            yield line, misread("bad_doccano", "This is no line of doccano", error)


def _values(stream: BinaryIO) -> Iterator[tuple[int, Json | StrictError]]:
    """Yield the objects of JSON lines, or of one list."""
    for line, raw in enumerate(stream, 1):
        if not raw.strip():
            continue
        try:
            value = loads(raw if line > 1 or raw.lstrip()[:1] != b"[" else raw + stream.read(), fractions=True)
        except StrictError as error:
            yield line, error
            continue
        for number, one in enumerate(value if isinstance(value, list) else [value], line):
            good = isinstance(one, dict)
            yield number, one if good else StrictError("object_expected", "A line holds one JSON object.")


def _document(value: Json, how: Reading) -> Document:
    text = value["data"] if isinstance(value.get("data"), str) and "text" not in value else value["text"]
    if not isinstance(text, str):
        raise ValueError(f"{str(text)[:40]!r} is no text")
    meta = value.get("meta")
    rest = {name: one for name, one in value.items() if name not in _OTHERS and name != "meta"}
    known = value.get("article", value.get("id"))
    metadata = {**rest, "id": known, "meta": meta if isinstance(meta, dict) else {}}
    document = Document(text, metadata=metadata, unit=UNIT)
    name, person = _layer_name(value, how)
    for number, label in enumerate(_listed(value), 1):
        _take(label, number, document, name, person)
    if "layer" in value and not document.layers:
        layer_of(document, name)
    links = [_link(one, n) for n, one in enumerate(value.get("relations") or (), 1)]
    for layer in document.layers:
        there = {mark.id for mark in layer.marks}
        layer.links = [link for link in links if link.source in there]
    how.report.add("comments", len(value.get("Comments") or value.get("comments") or ()))
    return document


def _layer_name(value: Json, how: Reading) -> tuple[str, bool]:
    """Return the layer, and whether it is named after a person: by a key, or by the file in a zip."""
    if isinstance(value.get("layer"), str):
        return value["layer"], False
    stem = PurePosixPath(how.member).stem
    return (stem, True) if stem and stem.lower() not in _NOBODY else ("imported", False)


def _listed(value: Json) -> list[Any]:
    found: Any = next((value[key] for key in _LABELS if value.get(key) not in (None, [], {})), [])
    return found if isinstance(found, list) else [found]


def _take(label: Any, number: int, document: Document, name: str, person: bool) -> None:
    """Put a label into its layer: `[start, end, label]`, an object, or the label of the whole text."""
    if isinstance(label, str | int):
        mark = Mark(f"text-{number}", str(label))
    elif isinstance(label, list):
        start, end, words = label[:3]
        mark = Mark(str(number), str(words), [(_offset(start), _offset(end), None)])
    else:
        place = (_offset(label["start_offset"]), _offset(label["end_offset"]), None)
        mark = Mark(str(label.get("id", number)), str(label["label"]), [place])
        if label.get("user") is not None:
            name, person = str(label["user"]), True
    layer: Layer = layer_of(document, name, person=person)
    layer.marks.append(mark)


def _offset(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise ValueError(f"{value!r} is no offset")
    return value


def _link(value: Json, number: int) -> Link:
    known = f"relation-{value.get('id', number)}"
    return Link(known, str(value["type"]), str(value["from_id"]), str(value["to_id"]))
