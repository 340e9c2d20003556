"""The golden files of the formats: one full article in each, as it leaves; made anew when run as a program."""

from __future__ import annotations

import shutil
from pathlib import Path

import schemas
from exports.format import formats, get
from exports.options import Losses, Writing

FOLDER = Path(__file__).with_name("written")
LIBRARIES = {"hf", "parquet", "spacy"}
"""Bytes that are made by a library, and are others with its next version: these are read back by other tests."""


def file_of(name: str) -> str:
    """Return the name of the golden file, or folder, of a format."""
    info = get(name)
    return name if info.folder else f"{name}{info.suffixes[0]}"


def written(name: str) -> dict[str, bytes]:
    """Return the files that the format makes of the article, by their paths."""
    info = get(name)
    assert info.writes is not None
    made = info.writes([schemas.examples("valid")["article.full"]], Losses(), Writing())
    if not info.folder:
        return {file_of(name): b"".join(made)}
    return {f"{name}/{path}": parts if isinstance(parts, bytes) else b"".join(parts) for path, parts in made}


if __name__ == "__main__":
    shutil.rmtree(FOLDER, ignore_errors=True)
    for known in formats():
        if known.writes and known.name not in LIBRARIES:
            for path, data in written(known.name).items():
                (FOLDER / path).parent.mkdir(parents=True, exist_ok=True)
                (FOLDER / path).write_bytes(data)
