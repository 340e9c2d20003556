"""Files that come in: which they are, how they are written, and the articles in them."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, cast

import click

from annotator.domain.schemes import Scheme
from annotator.errors import AnnotatorError, Invalid
from annotator.records.incoming import read_text
from annotator.services.corpus import foreign, pages
from annotator.services.corpus.importing import Given
from exports import jsonl
from exports.detect import detect
from exports.format import formats, get
from exports.options import Reading
from exports.strict import StrictError

TEXT, JSON, PAGE = "text", "json", "html"
PAGES = (".htm", ".html", ".xhtml")
Progress = Callable[[int], object]
Values = Iterator[tuple[int, dict[str, Any] | StrictError]]


def collect(paths: tuple[Path, ...], name: str) -> list[Path]:
    """Return the sources in the order given; a folder that is one corpus stays whole."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir() and not _is_corpus(path, name):
            inside = sorted(file for file in path.rglob("*") if file.is_file())
            found += [file for file in inside if name != "auto" or file.suffix.lower() in _suffixes()]
        elif path.is_dir() or path.is_file():
            found.append(path)
        else:
            raise click.UsageError(f"{path} can be read only once: write what comes through it into a file first.")
    if not found:
        raise click.UsageError("There is no file of a known kind there.")
    return found


def _is_corpus(path: Path, name: str) -> bool:
    """Say whether the files of a folder belong together: by the format asked for, or the one they are in."""
    if name == "auto":
        return detect(path) in {info.name for info in formats() if info.folder}
    return name not in {TEXT, PAGE, jsonl.INFO.name}


def choose(path: Path, name: str) -> str:
    """Return the format of the file: the one asked for, or the one that it is in."""
    if name != "auto":
        return name
    if path.suffix.lower() == ".txt":
        return TEXT
    if path.suffix.lower() in PAGES:
        return PAGE
    try:
        found = foreign.choose(path, name, path.name)
    except Invalid as error:
        if error.code != "unknown_format":
            raise Invalid(error.code, f"{path}: {error.detail}", **error.extra) from error
        if not size_of(path):
            raise Invalid("empty_file", f"{path}: The file is empty. Choose another.") from error
        raise click.UsageError(f"{path}: {error.detail} Say --format.") from None
    return JSON if found == jsonl.INFO.name and path.suffix.lower() == ".json" else found


def size_of(path: Path) -> int:
    """Return the bytes of a file, or of all files of a folder."""
    return sum(file.stat().st_size for file in path.rglob("*")) if path.is_dir() else path.stat().st_size


def read_file(path: Path, name: str, scheme: Scheme, progress: Progress, how: Reading) -> Iterator[Given]:
    """Yield each article of the file, checked, or the error that keeps it out."""
    where = click.format_filename(path)
    if name in (TEXT, PAGE):
        yield _text(path, where) if name == TEXT else _page(path, where)
    elif name in {JSON, jsonl.INFO.name} and not _is_zip(path):
        with path.open("rb") as raw:
            stream = cast(BinaryIO, _Counted(raw, progress))
            for number, value in _values(stream, name, how):
                yield foreign.checked(number, where, value, scheme)
        return
    else:
        yield from foreign.articles(name, path, where, how, scheme)
    progress(size_of(path))


def _is_zip(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(2) == b"PK"


def _suffixes() -> set[str]:
    return {".txt", ".json", *PAGES, *(suffix for info in formats() if info.reads for suffix in info.suffixes)}


def _values(stream: BinaryIO, name: str, how: Reading) -> Values:
    if name == JSON:
        return jsonl.whole(stream.read())
    reads = get(name).reads
    assert reads is not None
    return cast(Values, reads(stream, how))


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
