"""Columns of labels as records: documents by their comments, tokens, and the spans that labels make."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from exports.conll.labels import is_label, spans
from exports.conll.tokens import put_together
from exports.document import Document, Layer, Mark
from exports.fitting import to_record
from exports.merging import merged
from exports.offsets import Segment
from exports.options import Reading
from exports.strict import StrictError, loads

Json = dict[str, Any]
Found = Iterator[tuple[int, Document | StrictError]]


@dataclass
class _Block:
    """The lines of one document: comments by name, the text of a sentence where a comment says it, and the cells
    of each token, sentence by sentence."""

    line: int
    comments: dict[str, str] = field(default_factory=dict)
    said: dict[int, str] = field(default_factory=dict)
    sentences: list[list[list[str]]] = field(default_factory=lambda: [[]])

    def empty(self) -> bool:
        return not self.comments and not any(self.sentences)


def read(stream: BinaryIO, how: Reading) -> Iterator[tuple[int, Json | StrictError]]:
    """Yield the line and the record of each document, or the error that keeps it out."""
    for line, document in merged(_documents(stream, how)):
        yield line, document if isinstance(document, StrictError) else to_record(document, how)


def _documents(stream: BinaryIO, how: Reading) -> Found:
    for block in _blocks(stream):
        try:
            yield block.line, _document(block, how)
        except (ValueError, KeyError, IndexError, TypeError) as error:
            words = f"This document has no columns that can be read: {error}."
            yield block.line, error if isinstance(error, StrictError) else StrictError("bad_conll", words)


def _blocks(stream: BinaryIO) -> Iterator[_Block]:
    """Yield each document: a comment `newdoc` begins one, or a token -DOCSTART-."""
    lines = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="\n")
    block = _Block(1)
    try:
        for number, raw in enumerate(lines, 1):
            line = raw.rstrip("\r\n")
            if line.startswith(("# newdoc", "-DOCSTART-")):
                if not block.empty():
                    yield block
                block = _Block(number)
            _take(line, block)
    except UnicodeDecodeError as error:
        words = f"Byte {error.start} of a part is no text in UTF-8."
        raise StrictError("bad_encoding", words, position=error.start) from error
    finally:
        lines.detach()
    if not block.empty():
        yield block


def _take(line: str, block: _Block) -> None:
    name, equals, value = line.removeprefix("#").partition(" = ")
    if line.startswith("#") and (equals or "\t" not in line):
        block.comments[name.strip()] = value
        if name.strip() == "text":
            block.said[len(block.sentences) - 1] = value
    elif not line.strip():
        block.sentences.append([])
    elif not line.startswith("-DOCSTART-"):
        block.sentences[-1].append(line.split("\t") if "\t" in line else line.split())


def _document(block: _Block, how: Reading) -> Document:
    comments = block.comments
    ours = "columns" in comments
    rows = [cells for sentence in block.sentences for cells in sentence]
    if ours:
        text, places = _said(comments, "text"), [(int(cells[1]), int(cells[2])) for cells in rows]
        about = {**_said(comments, "meta"), "id": _said(comments, "newdoc id")}
        document = Document(text, metadata=about)
    else:
        text, places = put_together(block.sentences, block.said)
        document = Document(text, metadata={"id": comments.get("newdoc id")}, settled=True)
        unlabelled = max(map(len, rows), default=0) > 1 and not any(_columns(rows, first=1))
        how.report.add(
            "documents in which no column holds labels alone, such as B-claim, I-claim and O", unlabelled
        )
    if not ours or "layer" in comments:
        name = str(_said(comments, "layer")) if ours else "imported"
        document.layers.append(Layer(name, list(_marks(rows, places, first=3 if ours else 1))))
    return document


def _said(comments: dict[str, str], name: str) -> Any:
    return loads(comments[name].encode(), fractions=True)


def _marks(rows: list[list[str]], places: list[tuple[int, int]], first: int) -> Iterator[Mark]:
    """Yield a mark for each span in each column that holds labels alone, and in each lane of it."""
    number = 0
    for cells in _columns(rows, first):
        for lane in range(max(cell.count("|") for cell in cells) + 1):
            for start, end, label in spans([(cell.split("|") + ["O"] * lane)[lane] for cell in cells]):
                number += 1
                segment: Segment = (places[start][0], places[end][1], None)
                yield Mark(f"span-{number}", label, [segment])


def _columns(rows: list[list[str]], first: int) -> Iterator[list[str]]:
    """Yield the cells of each column that holds labels alone, and not only `_`."""
    for column in range(first, min(map(len, rows), default=0)):
        cells = [row[column] for row in rows]
        if all(map(is_label, cells)) and not set(cells) <= {"_"}:
            yield cells
