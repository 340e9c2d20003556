"""Files that come in: which they are, how they are written, and the articles in them."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, cast

import click

from annotator.domain.schemes import Scheme
from annotator.errors import AnnotatorError, Malformed
from annotator.records.incoming import read_article, read_text
from annotator.services import pages
from annotator.services.importing import Given
from exports import jsonl
from exports.format import formats, get
from exports.strict import StrictError, loads

TEXT, JSON, PAGE = "text", "json", "html"
PAGES = (".htm", ".html", ".xhtml")
Progress = Callable[[int], object]
Values = Iterator[tuple[int, dict[str, Any] | StrictError]]


def collect(paths: tuple[Path, ...], name: str) -> list[Path]:
    """Return the files in the order given; of a folder all files of a known kind, by name."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(file for file in path.rglob("*") if file.is_file())
            found += [file for file in inside if name != "auto" or file.suffix.lower() in _suffixes()]
        else:
            found.append(path)
    if not found:
        raise click.UsageError("There is no file of a known kind there.")
    return found


def choose(path: Path, name: str) -> str:
    """Return the format of the file: the one asked for, or the one its name says."""
    if name != "auto":
        return name
    try:
        return _suffixes()[path.suffix.lower()]
    except KeyError:
        known = " ".join(sorted(_suffixes()))
        raise click.UsageError(f"{path}: what is this? Say --format, or name it one of {known}") from None


def read_file(path: Path, name: str, scheme: Scheme, progress: Progress) -> Iterator[Given]:
    """Yield each article of the file, checked, or the error that keeps it out."""
    where = str(path)
    if name in (TEXT, PAGE):
        yield _text(path, where) if name == TEXT else _page(path, where)
        progress(path.stat().st_size)
        return
    with path.open("rb") as raw:
        stream = cast(BinaryIO, _Counted(raw, progress))
        for number, value in _values(stream, name):
            yield _checked(number, where, value, scheme)


def _suffixes() -> dict[str, str]:
    known = {suffix: info.name for info in formats() if info.reads for suffix in info.suffixes}
    return {**known, **dict.fromkeys(PAGES, PAGE), ".txt": TEXT, ".json": known.get(".json", JSON)}


def _values(stream: BinaryIO, name: str) -> Values:
    if name == JSON:
        return _whole(stream.read())
    reads = get(name).reads
    assert reads is not None
    return reads(stream)


def _whole(data: bytes) -> Values:
    """Read a file that is one record, a list of records, or after all one record a line."""
    try:
        value = loads(data, max_depth=33)
    except StrictError as error:
        first = jsonl.parse(data.split(b"\n", 1)[0])
        yield from jsonl.read(io.BytesIO(data)) if isinstance(first, dict) else iter([(1, error)])
        return
    for number, item in enumerate(value if isinstance(value, list) else [value], 1):
        good = isinstance(item, dict)
        yield number, item if good else StrictError("object_expected", "An article is one JSON object.")


def _text(path: Path, where: str) -> Given:
    try:
        return Given(1, where, read_text(path.read_bytes(), {}))
    except AnnotatorError as error:
        return Given(1, where, error=error)


def _page(path: Path, where: str) -> Given:
    try:
        return Given(1, where, pages.read(path.read_bytes(), {}))
    except AnnotatorError as error:
        return Given(1, where, error=error)


def _checked(number: int, where: str, value: dict[str, Any] | StrictError, scheme: Scheme) -> Given:
    if isinstance(value, StrictError):
        return Given(number, where, error=Malformed(value.code, value.detail, **value.where))
    try:
        return Given(number, where, read_article(value, scheme))
    except AnnotatorError as error:
        return Given(number, where, error=error)


class _Counted(io.RawIOBase):
    """A stream that tells how many bytes were read."""

    def __init__(self, stream: BinaryIO, progress: Progress) -> None:
        self._stream, self._progress = stream, progress

    def readable(self) -> bool:
        return True

    def readline(self, size: int | None = -1, /) -> bytes:
        return self._told(self._stream.readline(-1 if size is None else size))

    def read(self, size: int = -1, /) -> bytes:
        return self._told(self._stream.read(size))

    def readinto(self, buffer: Any, /) -> int:
        data = self._told(self._stream.read(len(buffer)))
        buffer[: len(data)] = data
        return len(data)

    def _told(self, data: bytes) -> bytes:
        self._progress(len(data))
        return data
