"""Reading a corpus in any format: a file, a stream, a folder or a zip, as one flow of records and errors."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from exports.archives import opened
from exports.format import FormatInfo
from exports.options import Reading
from exports.strict import StrictError

Record = dict[str, Any]


@dataclass(frozen=True)
class Read:
    """A record, or why there is none; the file inside of a folder or zip (else empty), and the line."""

    file: str
    line: int
    value: Record | StrictError


def read(info: FormatInfo, source: Path | BinaryIO, how: Reading) -> Iterator[Read]:
    """Yield what the source holds; raise `NotInstalled`, or `StrictError` for an archive that is refused.

    A path may be a file, a folder or a zip; a stream is a file or a zip.
    """
    info.require()
    for one in _found(info, source, how):
        yield one
        if isinstance(one.value, StrictError):
            yield from (_beside(one, error) for error in one.value.others)


def _beside(one: Read, error: StrictError) -> Read:
    return Read(error.where.get("file", one.file), error.where.get("line", one.line), error)


def _found(info: FormatInfo, source: Path | BinaryIO, how: Reading) -> Iterator[Read]:
    if info.folder:
        with opened(source) as files:
            yield from _files(info, files, how)
    elif (isinstance(source, Path) and source.is_dir()) or _packed(source):
        yield from united(_each(info, source, how))
    else:
        yield from _stream(info, source, how)


def _files(info: FormatInfo, files: Any, how: Reading) -> Iterator[Read]:
    assert info.reads is not None
    for file, line, value in info.reads(files, how):
        yield Read(file, line, value)


def _stream(info: FormatInfo, source: Path | BinaryIO, how: Reading) -> Iterator[Read]:
    assert info.reads is not None
    if isinstance(source, Path):
        with source.open("rb") as stream:
            yield from _stream(info, stream, how)
        return
    for line, value in info.reads(source, how):
        yield Read("", line, value)


def _each(info: FormatInfo, source: Path | BinaryIO, how: Reading) -> Iterator[Read]:
    """Yield what the files of a folder or zip hold, each read by itself; `how.member` says which it is."""
    assert info.reads is not None
    with opened(source) as files:
        for name in files.names():
            if name.lower().endswith(info.suffixes):
                how.member = name
                for line, value in info.reads(io.BytesIO(files.read(name)), how):
                    yield Read(name, line, value)


def united(found: Iterable[Read]) -> Iterator[Read]:
    """Yield records of one text as one, with the layers of all: several files may hold one annotator each."""
    first: dict[str, Read] = {}
    others: list[Read] = []
    for one in found:
        value = one.value
        if isinstance(value, StrictError):
            yield one
        elif value["text"] not in first:
            first[value["text"]] = one
        elif not _join(first[value["text"]].value, value):
            others.append(one)
    yield from (*first.values(), *others)


def _join(record: Any, other: Record) -> bool:
    """Add the layers of the other record where none has a name that is there already."""
    names = {layer["layer"] for layer in record["layers"]}
    if names & {layer["layer"] for layer in other["layers"]}:
        return False
    record["layers"] += other["layers"]
    known = {one["id"] for one in record["entities"]}
    record["entities"] += [one for one in other["entities"] if one["id"] not in known]
    return True


def _packed(source: Path | BinaryIO) -> bool:
    if isinstance(source, Path):
        with source.open("rb") as stream:
            return _packed(stream)
    if not source.seekable():
        return False
    head = source.read(4)
    source.seek(-len(head), 1)
    return head in (b"PK\x03\x04", b"PK\x05\x06")
