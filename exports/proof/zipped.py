"""A release that came as a zip, unpacked for as long as it is looked at."""

from __future__ import annotations

import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from exports.proof.report import Wrong

MAGIC = b"PK\x03\x04"
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError)
"""What is raised by what is no zip, or by a member that is damaged, locked or packed in an unknown way."""

LARGEST_RATIO = 200
"""Text packs twenty to one at most; what packs so much closer would fill the disk."""


def is_zip(path: Path) -> bool:
    """Tell whether the path is a file that begins or ends as a zip does."""
    if not path.is_file():
        return False
    with path.open("rb") as stream:
        return stream.read(len(MAGIC)) == MAGIC or zipfile.is_zipfile(path)


@contextmanager
def folder_of(path: Path) -> Iterator[Path]:
    """Hand out the folder of a release, which may be the one folder inside a zip; raises Wrong."""
    if not is_zip(path):
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="release-") as into:
        try:
            _unpack(path, Path(into))
        except BROKEN as error:
            raise Wrong(f"{path.name}: this zip cannot be read ({error})") from error
        inside = list(Path(into).iterdir())
        yield inside[0] if len(inside) == 1 and inside[0].is_dir() else Path(into)


def _unpack(path: Path, into: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        names = set[str]()
        for member in archive.infolist():
            if {"", ".", ".."} & {*member.filename.removesuffix("/").split("/")}:
                raise Wrong(f"{member.filename}: this is no name of a file in a release")
            if member.filename in names:
                raise Wrong(f"{member.filename}: this file is in the zip twice")
            if member.file_size > LARGEST_RATIO * (member.compress_size + 1000):
                raise Wrong(
                    f"{member.filename}: this unpacks to {member.file_size:,} bytes, which no file here does"
                )
            names.add(member.filename)
            archive.extract(member, into)
