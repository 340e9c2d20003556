"""Formats with one annotator a document say a text once for each: what follows on each other becomes one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from exports.document import Document, Layer
from exports.strict import StrictError

Found = tuple[int, Document | StrictError]


def merged(found: Iterable[Found]) -> Iterator[Found]:
    """Yield documents, those that follow each other with one text as one with the layers of all."""
    last: tuple[int, Document] | None = None
    for line, value in found:
        if isinstance(value, StrictError):
            yield line, value
        elif last is None or not _join(last[1], value):
            if last is not None:
                yield last
            last = line, value
    if last is not None:
        yield last


def _join(document: Document, other: Document) -> bool:
    """Add the layers of the other where it is the same article and none of its layers is there already."""
    same = document.text == other.text and document.metadata.get("id") == other.metadata.get("id")
    if not same or not other.layers or {one.name for one in document.layers} & {one.name for one in other.layers}:
        return False
    if not document.layers:
        return False
    document.layers += other.layers
    return True


def layer_of(document: Document, name: str, *, person: bool = False) -> Layer:
    """Return the layer of that name, made where it is not there yet."""
    for layer in document.layers:
        if layer.name == name:
            return layer
    document.layers.append(Layer(name, person=person))
    return document.layers[-1]
