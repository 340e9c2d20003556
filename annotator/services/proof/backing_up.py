"""Write a whole workspace into one file, while it is served, and read the file back before it counts."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import shutil
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from annotator import __version__, clock
from annotator.config import Workspace
from annotator.db import Store, open_store
from annotator.db.copying import POSTGRESQL, SQLITE, copy_out, kind_of
from annotator.db.types import stamp
from annotator.errors import AnnotatorError, Conflict
from annotator.placing import placed
from annotator.services.proof import checking
from exports.proof.notes import Key

SCHEMA = "annotator/backup/1"
MANIFEST = "manifest.json"
DATABASE = "database"
LEFT_OUT = (".db", ".db-wal", ".db-shm", ".db-journal", ".lock", ".next", ".part", ".pid")
BEGUN = ".backup-"
LONGEST = 86_400.0
"""Seconds after which the beginning of a backup is that of a killed process."""
CHUNK = 2**20
DAMAGED = (tarfile.TarError, zlib.error, gzip.BadGzipFile, EOFError)
"""What reading ends in where the bytes are not those of an archive."""
Manifest = dict[str, Any]


def back_up(workspace: Workspace, store: Store, target: Path, *, revision: str | None) -> Manifest:
    """Write database, keys, settings and captures into a new file; return what is in it.

    Raises Conflict when the file exists, AnnotatorError when the copy does not pass its checks.
    """
    if target.exists():
        raise Conflict("exists", f"{target} exists; choose another name.")
    _clear(workspace.path)
    with tempfile.TemporaryDirectory(prefix=BEGUN, dir=workspace.path, ignore_cleanup_errors=True) as folder:
        copy = Path(folder) / DATABASE
        copy_out(store, copy)
        if kind_of(store) == SQLITE:
            require_sound(f"{SQLITE}:///{copy}")
        contents = {DATABASE: copy, **dict(_files(workspace.path))}
        manifest = _manifest(contents, kind_of(store), revision)
        _write(manifest, contents, target)
    return manifest


def _clear(folder: Path) -> None:
    for left in folder.glob(f"{BEGUN}*"):
        if clock.now().timestamp() - left.stat().st_mtime > LONGEST:
            shutil.rmtree(left, ignore_errors=True)


def require_sound(url: str, keys: list[Key] | None = None) -> None:
    """Refuse a database that does not pass `check`; raises AnnotatorError with the first thing wrong.

    With keys, the checkpoints in it must be signed by one of them.
    """
    store = open_store(url)
    try:
        with store.reading() as session:
            wrong = [
                f"{found.check}: {found.wrong[0]}" for found in checking.check(session, keys=keys) if not found.ok
            ]
    finally:
        store.close()
    if wrong:
        raise AnnotatorError("unsound", f"The database does not pass its checks. {wrong[0]}")


def read_manifest(archive: tarfile.TarFile) -> Manifest:
    """Return what the file says is in it; raises AnnotatorError when it is no backup of ours."""
    first = archive.next()
    stream = archive.extractfile(first) if first and first.name == MANIFEST and first.isreg() else None
    try:
        manifest: Manifest = json.loads(stream.read()) if stream else {}
        if manifest.get("schema") != SCHEMA or not _whole(manifest):
            raise ValueError
    except (ValueError, AttributeError, RecursionError) as error:
        raise AnnotatorError("foreign_backup", "This is no backup made by annotator.") from error
    return manifest


def _whole(manifest: Manifest) -> bool:
    """Tell whether a manifest holds what a restoring asks of it."""
    files = manifest.get("files")
    return (
        all(isinstance(manifest.get(name), str) for name in ("made", "version", "revision"))
        and manifest.get("database") in (SQLITE, POSTGRESQL)
        and isinstance(files, dict)
        and all(isinstance(one, dict) and isinstance(one.get("sha256"), str) for one in files.values())
    )


def contents_of(archive: tarfile.TarFile, manifest: Manifest) -> Iterator[tuple[str, BinaryIO, str]]:
    """Yield name, bytes and SHA-256 of each file; raises AnnotatorError for one too many or too few."""
    missing = dict(manifest["files"])
    for number, member in enumerate(archive):
        if number == 0 and member.name == MANIFEST:
            continue
        expected = missing.pop(member.name, None)
        stream = archive.extractfile(member) if member.isreg() and _safe(member.name) else None
        if expected is None or stream is None:
            raise AnnotatorError("damaged_backup", f"The backup holds {member.name!r}, and should not.")
        yield member.name, stream, expected["sha256"]  # type: ignore[misc]
    if missing:
        raise AnnotatorError("damaged_backup", f"The backup lacks {min(missing)!r}.")
    _require_end(archive)


def _require_end(archive: tarfile.TarFile) -> None:
    """Read what comes after the last file: the checksum of the whole is looked at there, and nowhere else."""
    while chunk := archive.fileobj.read(CHUNK) if archive.fileobj else b"":
        if chunk.strip(b"\0"):
            raise AnnotatorError("damaged_backup", "The backup goes on after its last file.")


def copy_checked(name: str, source: BinaryIO, sha256: str, target: BinaryIO | None = None) -> None:
    """Copy the bytes, or only read them; raises AnnotatorError when they are not those of the manifest."""
    digest = hashlib.sha256()
    while chunk := source.read(CHUNK):
        digest.update(chunk)
        if target is not None:
            target.write(chunk)
    if digest.hexdigest() != sha256:
        raise AnnotatorError("damaged_backup", f"{name!r} in the backup is damaged: its SHA-256 is wrong.")


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not path.is_symlink() and path.suffix not in LEFT_OUT and name[0] != ".":
            yield f"workspace/{name}", path


def _safe(name: str) -> bool:
    return not name.startswith("/") and ".." not in name.split("/")


def _manifest(contents: dict[str, Path], kind: str, revision: str | None) -> Manifest:
    files = {name: {"bytes": path.stat().st_size, "sha256": _hash(path)} for name, path in contents.items()}
    return {
        "schema": SCHEMA,
        "made": stamp(clock.now()),
        "version": __version__,
        "revision": revision,
        "database": kind,
        "files": files,
    }


def _hash(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _write(manifest: Manifest, contents: dict[str, Path], target: Path) -> None:
    """Write under another name, read it all back, and only then give it its name."""
    with placed(target, 0o600) as file:
        with tarfile.open(fileobj=file, mode="w:gz", compresslevel=3) as archive:
            body = json.dumps(manifest, indent=1).encode()
            entry = tarfile.TarInfo(MANIFEST)
            entry.size, entry.mode = len(body), 0o600
            archive.addfile(entry, io.BytesIO(body))
            for name, path in contents.items():
                archive.add(path, arcname=name, recursive=False)
        file.seek(0)
        verify(target, file)


def verify(path: Path, file: BinaryIO | None = None) -> Manifest:
    """Read a backup through, or its open file; raises AnnotatorError for the first thing in it that is wrong."""
    with open_backup(path, file) as archive:
        manifest = read_manifest(archive)
        for name, stream, sha256 in contents_of(archive, manifest):
            copy_checked(name, stream, sha256)
    return manifest


def open_backup(path: Path, file: BinaryIO | None = None) -> tarfile.TarFile:
    """Open the archive at the path, or in the file; raises AnnotatorError when it is none."""
    try:
        return tarfile.open(path, mode="r:gz", fileobj=file)
    except DAMAGED as error:
        raise AnnotatorError("foreign_backup", f"{path} is no backup made by annotator.") from error
