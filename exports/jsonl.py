"""The corpus format: one article record a line, nothing lost, the same bytes for the same records."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterable, Iterator
from typing import Any, BinaryIO

import msgspec

from exports import record as records
from exports.converting import converted
from exports.format import register
from exports.options import Losses, Reading, Writing
from exports.strict import StrictError, loads

Record = dict[str, Any]

LONGEST = 64 * 2**20
"""The most bytes that a line may have."""

_ENCODER = msgspec.json.Encoder()


def write(
    articles: Iterable[Record],
    losses: Losses | None = None,
    *,
    scheme: Record | None = None,
    arranged: Collection[str] = (),
) -> Iterator[bytes]:
    """Yield one line a record, in order, with its digest; raise `RecordError` for one that may not leave.

    `arranged` names parts of the records that are in order already.

    Nothing is lost, so `losses` stays empty. `record_sha256` is set where the record has a `history`.
    """
    for article in articles:
        yield line(records.leaving(article, scheme, arranged=arranged))


def line(article: Record) -> bytes:
    """Return the line of a record that is in order."""
    return _ENCODER.encode(article) + b"\n"


def read(stream: BinaryIO, how: Reading | None = None) -> Iterator[tuple[int, Record | StrictError]]:
    """Yield the number (from 1) and the object of each line, or the error that says why it cannot be read.

    Empty lines are passed over. The objects are not checked further. Offsets in the unit that `how` names
    become code points.
    """
    unit = how.offsets if how else ""
    for number, raw in lines(stream):
        if raw.strip():
            value = parse(raw)
            yield number, converted(value, unit) if unit and isinstance(value, dict) else value


def whole(data: bytes) -> Iterator[tuple[int, Record | StrictError]]:
    """Yield number and record of a file that is one record, a list of records, or after all one record a line."""
    try:
        value = loads(data, max_depth=33)
    except StrictError as error:
        first = parse(data.split(b"\n", 1)[0])
        yield from read(io.BytesIO(data)) if isinstance(first, dict) else iter([(1, error)])
        return
    for number, item in enumerate(value if isinstance(value, list) else [value], 1):
        good = isinstance(item, dict)
        yield number, item if good else StrictError("object_expected", "An article is one JSON object.")


def lines(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Yield the number (from 1) and the bytes of each line, up to the first that is longer than `LONGEST`."""
    number = 0
    while raw := stream.readline(LONGEST + 1):
        number += 1
        yield number, raw
        if len(raw) > LONGEST:
            return


def parse(raw: bytes) -> Record | StrictError:
    """Return the object that a line holds, or the error that says why it cannot be read."""
    if len(raw) > LONGEST:
        return StrictError("too_large", f"The line is longer than {LONGEST:,} bytes.")
    try:
        value = loads(raw)
    except StrictError as error:
        return error
    if isinstance(value, dict):
        return value
    return StrictError("object_expected", "A line holds one JSON object.")


def _write(articles: Iterable[Record], losses: Losses, how: Writing) -> Iterator[bytes]:
    return write(articles, losses, scheme=how.scheme)


INFO = register(
    "jsonl",
    title="Corpus records, JSON lines",
    reads=read,
    writes=_write,
    lossless=True,
    carries={"everything"},
    suffixes=(".jsonl", ".ndjson"),
    media_type="application/x-ndjson",
    example="jsonl.jsonl",
    note="Offsets are code points. The format to keep a corpus in, and to bring it back from.",
)
