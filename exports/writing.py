"""Writing a corpus in any format: as one stream of bytes, or into a folder."""

from __future__ import annotations

import os
import shutil
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any, cast

from exports.format import FormatInfo
from exports.options import Losses, Writing

Record = dict[str, Any]

_NEVER = (1980, 1, 1, 0, 0, 0)


def stream(info: FormatInfo, records: Iterable[Record], losses: Losses, how: Writing) -> Iterator[bytes]:
    """Yield the bytes of a corpus, those of a zip where the format has several files; raise `NotInstalled`."""
    info.require()
    assert info.writes is not None
    if info.folder:
        return zipped(info.writes(records, losses, how))
    parts: Iterator[bytes] = info.writes(records, losses, how)
    return parts


def to_folder(info: FormatInfo, records: Iterable[Record], losses: Losses, how: Writing, target: Path) -> int:
    """Write the files of a corpus into a folder, which takes the place of the one there; return their bytes."""
    info.require()
    assert info.writes is not None
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        size = sum(_put(part / name, parts) for name, parts in info.writes(records, losses, how))
        part.mkdir(parents=True, exist_ok=True)
        _put_in_place(part, target)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return size


def example(info: FormatInfo) -> Iterator[bytes]:
    """Yield the bytes of a format's example, those of a zip where it has several files."""
    assert info.example is not None
    files = example_files(info)
    if info.example.is_dir():
        yield from zipped(files)
    else:
        yield from (content for _, content in files)


def example_files(info: FormatInfo) -> list[tuple[str, bytes]]:
    """Return the files of a format's example, by name."""
    assert info.example is not None
    if not info.example.is_dir():
        return [(info.example.name, info.example.read_bytes())]
    files = sorted(path for path in info.example.rglob("*") if path.is_file())
    return [(path.relative_to(info.example).as_posix(), path.read_bytes()) for path in files]


def zipped(files: Iterable[tuple[str, bytes | Iterable[bytes]]]) -> Iterator[bytes]:
    """Yield a zip of the files, the same bytes for the same files."""
    sink = _Sink()
    with zipfile.ZipFile(cast(IO[bytes], sink), "w") as archive:
        for name, content in files:
            info = zipfile.ZipInfo(name, _NEVER)
            info.compress_type = _method(content)
            info.external_attr = 0o644 << 16
            with archive.open(info, "w", force_zip64=not isinstance(content, bytes)) as member:
                for part in _pieces(content):
                    member.write(part)
                    yield sink.taken()
            yield sink.taken()
    yield sink.taken()


def _put_in_place(part: Path, target: Path) -> None:
    """Give the folder its name; one that is there keeps it until then."""
    if not target.is_dir():
        part.replace(target)
        return
    old = part.with_suffix(".old")
    target.replace(old)
    try:
        part.replace(target)
    except BaseException:
        old.replace(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _put(path: Path, content: bytes | Iterable[bytes]) -> int:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        size = sum(file.write(part) for part in _pieces(content))
        file.flush()
        os.fsync(file.fileno())
    return size


def _pieces(content: bytes | Iterable[bytes]) -> Iterable[bytes]:
    return [content] if isinstance(content, bytes) else content


def _method(content: bytes | Iterable[bytes]) -> int:
    """Return how to pack: what shrinks so far that a reader could take it for a bomb stays as it is."""
    if isinstance(content, bytes) and len(content) > 50 * len(zlib.compress(content, 1)):
        return zipfile.ZIP_STORED
    return zipfile.ZIP_DEFLATED


class _Sink:
    """Takes what the zip writes, and hands it on."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._parts.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        pass

    def taken(self) -> bytes:
        data, self._parts = b"".join(self._parts), []
        return data
