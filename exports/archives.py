"""The files of a corpus that has several: a folder, or a zip that is not trusted."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO, Protocol, cast

from exports.strict import StrictError

MOST_MEMBERS = 1_000
LARGEST = 200 * 2**20
"""The most bytes that all members of an archive may hold, counted while reading."""
HIGHEST_RATIO = 100
SMALL = 2**16
"""Below this size a high ratio of compression does no harm."""

_PACKED = (".zip", ".gz", ".bz2", ".xz", ".7z", ".rar", ".tar", ".tgz")
_CHUNK = 2**16
_HELPERS = (".txt", ".ann", ".a1", ".a2")
_SETTINGS = ("annotation.conf", "typesystem.xml")


class ArchiveError(StrictError):
    """An archive that is refused; the code begins with `archive_`, and the member is named; or it is empty."""


class Files(Protocol):
    """Files by name, with `/` between folders."""

    def names(self) -> list[str]:
        """Return the names of all files, sorted."""

    def read(self, name: str) -> bytes:
        """Return the bytes of a file."""


class Folder:
    """The files of a folder on the disk; links are passed over."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def names(self) -> list[str]:
        """Return the names of all files, sorted, hidden ones left out."""
        found = (path.relative_to(self._path) for path in self._path.rglob("*") if _plain(path))
        return sorted(path.as_posix() for path in found if not any(part.startswith(".") for part in path.parts))

    def read(self, name: str) -> bytes:
        """Return the bytes of a file."""
        return (self._path / name).read_bytes()


class Beside:
    """A file by itself, and the files beside it that help to read it: of its name, or settings of the folder."""

    def __init__(self, path: Path) -> None:
        self._folder, self._path = Folder(path.parent), path

    def names(self) -> list[str]:
        """Return the name of the file, of those that share it but for their ends, and of settings."""
        there = (one for one in self._path.parent.iterdir() if _plain(one))
        return sorted(one.name for one in there if one == self._path or self._helps(one))

    def _helps(self, other: Path) -> bool:
        alike = other.stem == self._path.stem and other.suffix in _HELPERS
        return alike or other.name.lower() in _SETTINGS

    def read(self, name: str) -> bytes:
        """Return the bytes of a file."""
        return self._folder.read(name)


class Single:
    """One file that came without its name."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._name = "document.json" if data.lstrip()[:1] == b"{" else "document.xmi"

    def names(self) -> list[str]:
        """Return a name for it."""
        return [self._name]

    def read(self, name: str) -> bytes:
        """Return its bytes."""
        return self._data


class Archive:
    """The members of a zip, checked before anything is unpacked and counted while it is."""

    def __init__(self, stream: BinaryIO) -> None:
        try:
            self._zip = zipfile.ZipFile(stream)
        except (zipfile.BadZipFile, RuntimeError, ValueError, OSError) as error:
            raise ArchiveError("archive_broken", f"This is no zip that can be read: {error}.") from error
        self._left = LARGEST
        infos = self._zip.infolist()
        if len(infos) > MOST_MEMBERS:
            words = f"The archive has {len(infos):,} members, at most {MOST_MEMBERS:,} are taken: unpack it first."
            raise ArchiveError("archive_members", words, limit=MOST_MEMBERS)
        self._infos: dict[str, zipfile.ZipInfo] = {}
        for info in infos:
            self._admit(info)
        if not self._infos:
            words = "The archive holds no files. Choose one with the files of a corpus."
            raise ArchiveError("empty_file", words)

    def _admit(self, info: zipfile.ZipInfo) -> None:
        wrong = _wrong(info) or (info.filename in self._infos and ("archive_twice", "stands there twice"))
        if wrong:
            raise ArchiveError(wrong[0], f"{info.filename[:200]!r} {wrong[1]}.", member=info.filename[:200])
        if not info.is_dir() and not _hidden(info.filename):
            self._infos[info.filename] = info
        if sum(one.file_size for one in self._infos.values()) > LARGEST:
            raise self._too_large(info.filename)

    def names(self) -> list[str]:
        """Return the names of all members, sorted."""
        return sorted(self._infos)

    def read(self, name: str) -> bytes:
        """Return the bytes of a member; raise `ArchiveError` when it is broken, larger than it says, or a bomb."""
        try:
            with self._zip.open(self._infos[name]) as member:
                data = b"".join(self._counted(member, name))
        except ArchiveError:
            raise
        except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, OSError, ValueError) as error:
            words = f"{name[:200]!r} cannot be unpacked: {error}."
            raise ArchiveError("archive_broken", words, member=name[:200]) from error
        if data[:4] == b"PK\x03\x04":
            raise ArchiveError("archive_nested", f"{name[:200]!r} is an archive itself.", member=name[:200])
        return data

    def _counted(self, member: IO[bytes], name: str) -> Iterator[bytes]:
        packed, size = self._infos[name].compress_size, 0
        while part := member.read(_CHUNK):
            size += len(part)
            self._left -= len(part)
            if self._left < 0:
                raise self._too_large(name)
            if size > SMALL and size > packed * HIGHEST_RATIO:
                raise _ratio(name)
            yield part

    def _too_large(self, name: str) -> ArchiveError:
        words = f"With {name[:200]!r} the archive holds more than {LARGEST // 2**20} MB."
        return ArchiveError("archive_size", words, member=name[:200], limit=LARGEST)


@contextmanager
def opened(source: Path | BinaryIO) -> Iterator[Files]:
    """Give the files of a folder or of a zip, which may be a path or a stream."""
    if not isinstance(source, Path):
        yield _of_stream(source if source.seekable() else cast(BinaryIO, io.BytesIO(source.read())))
    elif source.is_dir():
        yield Folder(source)
    elif is_archive(source) or source.suffix.lower() == ".zip":
        with source.open("rb") as stream:
            yield Archive(stream)
    else:
        yield Beside(source)


def _of_stream(stream: BinaryIO) -> Files:
    head = stream.read(64)
    stream.seek(0)
    return Single(stream.read()) if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"<") else Archive(stream)


def is_archive(source: Path) -> bool:
    """Say whether a file begins as a zip does."""
    with source.open("rb") as stream:
        return stream.read(4) in (b"PK\x03\x04", b"PK\x05\x06")


def _wrong(info: zipfile.ZipInfo) -> tuple[str, str] | None:
    """Return the code and the words for a member that may not be unpacked."""
    path = PurePosixPath(info.filename)
    if info.flag_bits & 1:
        return "archive_encrypted", "is encrypted"
    if stat.S_ISLNK(info.external_attr >> 16):
        return "archive_link", "is a link"
    if path.is_absolute() or ".." in path.parts or "\\" in info.filename or info.filename[1:2] == ":":
        return "archive_path", "leads out of the archive"
    if path.suffix.lower() in _PACKED:
        return "archive_nested", "is an archive itself: unpack the outer one and give its folder"
    if info.file_size > SMALL and info.file_size > info.compress_size * HIGHEST_RATIO:
        return "archive_ratio", f"is packed more than {HIGHEST_RATIO} times"
    return None


def _ratio(name: str) -> ArchiveError:
    words = f"{name[:200]!r} is packed more than {HIGHEST_RATIO} times."
    return ArchiveError("archive_ratio", words, member=name[:200])


def _plain(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _hidden(name: str) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in PurePosixPath(name).parts)
