"""The files of releases in the workspace, each once, under its hash; what was kept can be written out again."""

from __future__ import annotations

import fcntl
import gzip
import hashlib
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, cast

from annotator.errors import AnnotatorError
from annotator.placing import kept
from exports.release.seal import digests

FOLDER = "releases"
LEVEL = 1
CHUNK = 2**20
Files = dict[str, dict[str, Any]]


class ReleaseStore:
    """The folder of the workspace in which the files of releases lie, compressed."""

    def __init__(self, workspace: Path) -> None:
        self._folder, self._lock = workspace / FOLDER, workspace / f"{FOLDER}.lock"

    @contextmanager
    def keep(self, package: Path, stays: Callable[[], bool] = lambda: False) -> Iterator[Files]:
        """Take every file of a package, and hand out what each is; when the block fails, what is new goes again.

        Unless it `stays`. Meanwhile nobody else keeps files: another release may have those in it that go.
        """
        made: list[Path] = []
        with self._lock.open("ab") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            try:
                yield {
                    name: self._kept(package / name, digest, made)
                    for name, digest in sorted(digests(package).items())
                }
            except BaseException:
                for path in () if stays() else made:
                    path.unlink()
                raise

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

    def _kept(self, source: Path, digest: str, made: list[Path]) -> dict[str, Any]:
        path = self._path(digest)
        if not path.exists():
            _compress(source, path)
            made.append(path)
        return {"sha256": digest, "bytes": source.stat().st_size}

    def _path(self, digest: str) -> Path:
        return self._folder / digest[:2] / f"{digest}.gz"


def _compress(source: Path, target: Path) -> None:
    with (
        source.open("rb") as given,
        kept(target, 0o666) as file,
        gzip.GzipFile("", "wb", LEVEL, file, mtime=0) as packed,
    ):
        shutil.copyfileobj(given, packed, CHUNK)


def _damaged(name: str) -> AnnotatorError:
    return AnnotatorError("damaged_release", f"{name} in the workspace is not what was frozen; restore a backup.")
