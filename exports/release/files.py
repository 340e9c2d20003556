"""The files of a package while they are written: each row in one form, each file with its hash and count."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from types import TracebackType
from typing import Any

from exports.canonical import dumps


class Folder:
    """A package being written; `files` says of each file its bytes, its SHA-256, and its rows if any."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.files: dict[str, dict[str, Any]] = {}

    def text(self, name: str, text: str) -> None:
        """Write a text that ends with one line end."""
        with self.lines(name, rows=False) as file:
            file.raw(text.rstrip("\n").encode() + b"\n")

    def json(self, name: str, value: Any) -> None:
        """Write a value as JSON that a person can read, keys in order, without floats."""
        dumps(value)
        self.text(name, json.dumps(value, indent=1, sort_keys=True, ensure_ascii=False))

    def lines(self, name: str, *, rows: bool = True) -> Lines:
        """Open a file that is written line by line."""
        return Lines(self, name, rows=rows)


class Lines:
    """One file while it is written."""

    def __init__(self, folder: Folder, name: str, *, rows: bool) -> None:
        self._folder, self._name, self._rows = folder, name, rows
        self._hash, self._bytes, self._count = hashlib.sha256(), 0, 0
        path = folder.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = path.open("xb")

    def __enter__(self) -> Lines:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def row(self, row: Any) -> None:
        """Write one row as canonical JSON."""
        self.raw(dumps(row) + b"\n")

    def raw(self, line: bytes) -> None:
        """Write bytes as they are, counted as one row."""
        self._file.write(line)
        self._hash.update(line)
        self._bytes += len(line)
        self._count += 1

    def close(self) -> None:
        """Close the file and note what is in it."""
        self._file.close()
        about: dict[str, Any] = {"bytes": self._bytes, "sha256": self._hash.hexdigest()}
        self._folder.files[self._name] = about | ({"rows": self._count} if self._rows else {})
