"""Releases as they leave by HTTP: found by their number, handed out as a zip."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO, cast

from flask import Response
from sqlalchemy.orm import Session

from annotator.edge.asking import actor, workspace
from annotator.models import Release
from annotator.permissions import Act, require
from annotator.queries import projects, targets
from annotator.services.release import releasing
from annotator.services.release.package.store import ReleaseStore
from exports.release.zipping import zipped


def find(session: Session, slug: str, version: str) -> Release:
    """Return the release that whoever asks may have; raises Missing, Refused."""
    project = projects.find(session, actor(), slug)
    require(actor(), Act.RELEASE_READ, targets.of_project(project.id))
    return releasing.find(session, project, version)


def as_zip(slug: str, release: Release) -> Response:
    """Return the answer that streams the folder of a release, each file held against its hash on the way."""
    kept = ReleaseStore(workspace().path)
    folder = f"{slug}-v{release.version}"

    def files() -> Iterator[tuple[str, BinaryIO]]:
        for name, about in sorted(release.files.items()):
            yield name, cast(BinaryIO, _Checked(kept.read(name, about)))

    response = Response(zipped(folder, files()), mimetype="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="{folder}.zip"'
    return response


class _Checked(io.RawIOBase):
    """Pieces of bytes as a stream to read."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self._left = pieces, b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray, /) -> int:  # type: ignore[override]
        while not self._left:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._left = piece
        count = min(len(buffer), len(self._left))
        buffer[:count], self._left = self._left[:count], self._left[count:]
        return count
