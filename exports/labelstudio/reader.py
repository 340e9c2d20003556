"""Tasks of Label Studio as records: people and models become layers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from exports.document import Document, Layer
from exports.fitting import to_record
from exports.jsonarray import items
from exports.labelstudio.minimal import spelled_out
from exports.labelstudio.results import Results
from exports.merging import merged
from exports.offsets import Unit
from exports.options import Reading
from exports.strict import StrictError, misread

Json = dict[str, Any]

UNIT = Unit("utf16", "stands")


def read(stream: BinaryIO, how: Reading) -> Iterator[tuple[int, Json | StrictError]]:
    """Yield the number and the record of each task, or the error that keeps it out."""
    for number, document in merged(_documents(stream, how)):
        yield number, document if isinstance(document, StrictError) else to_record(document, how)


def _documents(stream: BinaryIO, how: Reading) -> Iterator[tuple[int, Document | StrictError]]:
    for number, task in items(stream):
        try:
            yield number, task if isinstance(task, StrictError) else _document(spelled_out(task), how)
        except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
            yield number, misread("bad_labelstudio", "This is no task of Label Studio", error)


def _document(task: Json, how: Reading) -> Document:
    data = dict(task["data"])
    key = "text" if isinstance(data.get("text"), str) else _longest(data)
    known = data.pop("article", task.get("id"))
    document = Document(data.pop(key), metadata={**data, "id": known}, unit=UNIT)
    for one in task.get("annotations") or task.get("completions") or ():
        if one.get("was_cancelled"):
            how.report.add("cancelled annotations")
        else:
            document.layers.append(_layer(one, *_who(one), document, how))
    for one in task.get("predictions") or ():
        if isinstance(one, dict):
            name = f"prediction {one.get('model_version') or ''}".strip()
            document.layers.append(_layer(one, name, False, document, how))
    how.report.add("drafts", len(task.get("drafts") or ()))
    return document


def _longest(data: Json) -> str:
    """Return the key of the longest text: which one was shown is said in settings that do not come along."""
    texts = [name for name, value in data.items() if isinstance(value, str)]
    return max(texts, key=lambda name: len(data[name]))


def _who(annotation: Json) -> tuple[str, bool]:
    """Return the name of a layer, and whether it is that of a person."""
    if isinstance(annotation.get("layer"), str):
        return annotation["layer"], False
    who = annotation.get("completed_by")
    if isinstance(who, dict):
        who = who.get("email") or who.get("username") or who.get("id")
    return ("imported", False) if who is None else (str(who), True)


def _layer(annotation: Json, name: str, person: bool, document: Document, how: Reading) -> Layer:
    """Return the layer of one annotation; the second of the same hand gets a number."""
    names = {layer.name for layer in document.layers}
    number, free = 1, name
    while free in names:
        number += 1
        free = f"{name} ({number})"
    results = Results(how)
    for result in annotation.get("result") or ():
        results.take(result)
    return Layer(free, *results.found(), person=person)
