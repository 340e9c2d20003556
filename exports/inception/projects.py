"""An exported project, in which the work of each person may be a zip of its own: the CAS with its type system."""

from __future__ import annotations

import io
from pathlib import PurePosixPath

from exports.archives import Archive, Files

WORK = frozenset({"annotation", "annotation_ser", "curation"})
"""The folders of a project that hold a folder for each document."""


class Project:
    """The files of a project, those inside of zips as if they stood beside them."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._inside: dict[str, tuple[str, str]] = {}
        for name in files.names():
            path = PurePosixPath(name)
            if path.suffix.lower() == ".zip" and path.parent.parent.name in WORK:
                self._open(path)

    def _open(self, path: PurePosixPath) -> None:
        """Remember what a zip holds; the type system gets the name of the CAS that it belongs to."""
        members = Archive(io.BytesIO(self._files.read(str(path)))).names()
        works = [PurePosixPath(one).stem for one in members if one.endswith((".xmi", ".json"))]
        for member in members:
            name = PurePosixPath(member).name
            if name.lower() == "typesystem.xml" and works:
                name = f"{works[0]}.typesystem.xml"
            self._inside[str(path.parent / name)] = str(path), member

    def names(self) -> list[str]:
        """Return the names of all files, sorted."""
        return sorted({*self._files.names(), *self._inside})

    def read(self, name: str) -> bytes:
        """Return the bytes of a file."""
        if name not in self._inside:
            return self._files.read(name)
        archive, member = self._inside[name]
        return Archive(io.BytesIO(self._files.read(archive))).read(member)
