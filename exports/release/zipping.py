"""A package as one file to download: stored, not compressed, so that the same release gives the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from typing import BinaryIO

LONG_AGO = (1980, 1, 1, 0, 0, 0)
CHUNK = 2**20


def zipped(folder: str, files: Iterable[tuple[str, BinaryIO]]) -> Iterator[bytes]:
    """Yield the bytes of a zip with each file under the folder's name; nothing is held but one piece."""
    pieces = _Pieces()
    with zipfile.ZipFile(pieces, "w", zipfile.ZIP_STORED) as archive:
        for name, stream in files:
            entry = zipfile.ZipInfo(f"{folder}/{name}", LONG_AGO)
            entry.external_attr = 0o644 << 16
            with stream, archive.open(entry, "w", force_zip64=True) as target:
                while chunk := stream.read(CHUNK):
                    target.write(chunk)
                    yield pieces.taken()
            yield pieces.taken()
    yield pieces.taken()


class _Pieces(io.RawIOBase):
    """A stream that is only written, and whose bytes are taken away as they come."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: bytes, /) -> int:  # type: ignore[override]
        self._parts.append(bytes(data))
        return len(data)

    def taken(self) -> bytes:
        found = b"".join(self._parts)
        self._parts.clear()
        return found
