"""The files of releases in the workspace, each once, under its hash; what was kept can be written out again."""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO, cast

from annotator.errors import AnnotatorError
from exports.release.seal import digests

FOLDER = "releases"
LEVEL = 1
CHUNK = 2**20
Files = dict[str, dict[str, Any]]


class ReleaseStore:
    """The folder of the workspace in which the files of releases lie, compressed."""

    def __init__(self, workspace: Path) -> None:
        self._folder = workspace / FOLDER

    def keep(self, package: Path) -> tuple[Files, list[Path]]:
        """Take every file of a package; return what each is, and the paths that are new."""
        files: Files = {}
        made: list[Path] = []
        for name, digest in sorted(digests(package).items()):
            path = self._path(digest)
            if not path.exists():
                _compress(package / name, path)
                made.append(path)
            files[name] = {"sha256": digest, "bytes": (package / name).stat().st_size}
        return files, made

    def open(self, digest: str) -> BinaryIO:
        """Open a file that was kept, to be read; raises AnnotatorError when it is not there."""
        path = self._path(digest)
        if not path.is_file():
            words = f"A file of the release is missing in the workspace ({path.name}); restore it from a backup."
            raise AnnotatorError("damaged_release", words)
        return cast(BinaryIO, gzip.open(path, "rb"))

    def write_out(self, files: Mapping[str, Mapping[str, Any]], target: Path) -> None:
        """Write the files of a release into a folder; raises AnnotatorError for one that is damaged."""
        for name, about in sorted(files.items()):
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            with (target / name).open("xb") as file:
                for chunk in self.read(name, about):
                    file.write(chunk)

    def read(self, name: str, about: Mapping[str, Any]) -> Iterator[bytes]:
        """Yield the bytes of a file; raises AnnotatorError when they are not what was frozen."""
        digest = hashlib.sha256()
        try:
            with self.open(about["sha256"]) as stream:
                while chunk := stream.read(CHUNK):
                    digest.update(chunk)
                    yield chunk
        except (EOFError, gzip.BadGzipFile) as error:
            raise _damaged(name) from error
        if digest.hexdigest() != about["sha256"]:
            raise _damaged(name)

    def _path(self, digest: str) -> Path:
        return self._folder / digest[:2] / f"{digest}.gz"


def _compress(source: Path, target: Path) -> None:
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with source.open("rb") as given, part.open("xb") as file:
            with gzip.GzipFile("", "wb", LEVEL, file, mtime=0) as packed:
                shutil.copyfileobj(given, packed, CHUNK)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _damaged(name: str) -> AnnotatorError:
    return AnnotatorError("damaged_release", f"{name} in the workspace is not what was frozen; restore a backup.")
