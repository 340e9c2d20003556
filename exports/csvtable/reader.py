"""Rows of a table as records: ours, tables of articles, and tables of spans with their text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from exports.csvtable.cells import value, words
from exports.csvtable.table import Row, table
from exports.csvtable.writer import ATTRIBUTE, METADATA
from exports.document import Document, Link, Mark
from exports.fitting import to_record
from exports.merging import layer_of
from exports.offsets import Segment
from exports.options import Reading
from exports.strict import StrictError, misread

Json = dict[str, Any]

TEXTS = ("text", "content", "body")
_LABELS = ("tag", "label")
_STARTS = ("start", "start_offset", "begin")
_ENDS = ("end", "end_offset", "stop")
_PEOPLE = ("annotator", "user", "coder")
_OURS = frozenset(
    {"row", "article", "id", "kind", "segments", "exact", "note", "confidence", "from", "to", "layer"}
)
_KNOWN = _OURS | {*TEXTS, *_LABELS, *_STARTS, *_ENDS, *_PEOPLE, *METADATA}


def read(stream: BinaryIO, how: Reading) -> Iterator[tuple[int, Json | StrictError]]:
    """Yield the row and the record of each article, or the error that keeps it out; raise `bad_csv`."""
    first, document = 0, None
    wrong: list[StrictError] = []
    attributes = _attributes(how)
    for row, cells in table(stream, TEXTS):
        try:
            text = next((found for name in TEXTS if (found := words(cells.get(name, "")))), None)
            if text is not None and (document is None or not _goes_on(document, text, cells)):
                if document is not None and not wrong:
                    yield first, to_record(document, how)
                wrong.clear()
                first, document = row, _document(text, cells, attributes)
            if document is None:
                raise StrictError("bad_csv", f"Row {row}: no text stands above it.", row=row, column=None)
            _take(cells, document, row, attributes)
        except StrictError:
            raise
        except (ValueError, TypeError, KeyError) as error:
            wrong.append(misread("bad_csv", f"Row {row}", error))
            yield row, wrong[-1]
    if document is not None and not wrong:
        yield first, to_record(document, how)


def _goes_on(document: Document, text: str, cells: Row) -> bool:
    """Say whether a row that bears a text is about the same text as the row before."""
    return cells.get("row", "") != "article" and document.text == text


def _attributes(how: Reading) -> set[str]:
    """Return the names of columns that hold attributes: ours, and those of the scheme or of the mapping."""
    named = {name for rules in how.tags.values() for name in rules.get("attributes", {})}
    return {ATTRIBUTE + name for name in named} | (named | set(how.mapping.attributes)) - _KNOWN


def _document(text: str, cells: Row, attributes: set[str]) -> Document:
    metadata: Json = {name: value(cells[name]) for name in METADATA if cells.get(name)}
    rest = {name: words(cell) for name, cell in cells.items() if name not in _KNOWN | attributes}
    known = words(cells.get("article", "")) or words(cells.get("id", ""))
    authors = metadata.get("authors")
    if isinstance(authors, str):
        metadata["authors"] = [name.strip() for name in authors.split(";") if name.strip()]
    return Document(text, metadata={**{n: v for n, v in rest.items() if v}, **metadata, "id": known})


def _take(cells: Row, document: Document, row: int, attributes: set[str]) -> None:
    kind = cells.get("row", "")
    label = words(_one(cells, _LABELS) or "")
    person = words(_one(cells, _PEOPLE) or "")
    name = words(cells.get("layer", "")) or person or "imported"
    if kind == "layer" or label is not None:
        layer = layer_of(document, name, person=person is not None and not cells.get("layer"))
        known = words(cells.get("id", "")) if kind else None
        if kind == "relation":
            ends = words(cells["from"]) or "", words(cells["to"]) or ""
            layer.links.append(Link(known or f"row-{row}", label or "", *ends))
        elif label is not None:
            layer.marks.append(_mark(cells, label, known or f"row-{row}", attributes))


def _mark(cells: Row, label: str, known: str, attributes: set[str]) -> Mark:
    said = {
        name.removeprefix(ATTRIBUTE): value(cells[name]) for name in cells if name in attributes and cells[name]
    }
    mark = Mark(known, label, _segments(cells), said, note=words(cells.get("note", "")))
    mark.confidence = int(cells["confidence"]) if cells.get("confidence") else None
    return mark


def _segments(cells: Row) -> list[Segment]:
    start, end, exact = _one(cells, _STARTS), _one(cells, _ENDS), words(cells.get("exact", ""))
    if not start or not end:
        return []
    several = value(cells.get("segments", ""))
    if not several:
        return [(_offset(start), _offset(end), exact or ("" if start == end else None))]
    quotes = (exact or "").split(" … ")
    alike = len(quotes) == len(several)
    return [(one, last, quotes[n] if alike else None) for n, (one, last) in enumerate(several)]


def _offset(cell: str) -> int:
    if not cell.isdecimal() or not cell.isascii():
        raise ValueError(f"{cell[:40]!r} is no offset")
    return int(cell)


def _one(cells: Row, names: tuple[str, ...]) -> str | None:
    return next((cells[name] for name in names if cells.get(name)), None)
