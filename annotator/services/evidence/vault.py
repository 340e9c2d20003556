"""Files of the workspace that are named by the SHA-256 of their bytes, and never change."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from annotator.errors import Missing
from annotator.models import Capture
from annotator.placing import kept

_NAME = re.compile("[0-9a-f]{64}")


class Vault:
    """The captures of a workspace, in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        """Return where the bytes of that hash lie; raises Missing for what is no hash."""
        if not _NAME.fullmatch(sha256):
            raise Missing()
        return self.folder / sha256[:2] / sha256

    def put(self, data: bytes) -> str:
        """Keep the bytes and return their hash; they are on the disk when it returns."""
        sha256 = hashlib.sha256(data).hexdigest()
        target = self.path(sha256)
        if target.exists():
            return sha256
        with kept(target) as file:
            file.write(data)
        return sha256

    def read(self, sha256: str) -> bytes:
        """Return the bytes; raises Missing when they are not here."""
        try:
            return self.path(sha256).read_bytes()
        except FileNotFoundError:
            raise Missing("not_found", "The bytes of this capture are not in this workspace.") from None

    def check(self, session: Session) -> Iterator[str | None]:
        """Yield for each capture None, or what is wrong with its file."""
        for sha256, size in session.execute(select(Capture.sha256, Capture.bytes).order_by(Capture.id)):
            yield self._wrong(sha256, size)

    def _wrong(self, sha256: str, size: int) -> str | None:
        path = self.path(sha256)
        if not path.exists():
            return f"capture {sha256[:12]}: its file is missing"
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
        if found != sha256 or path.stat().st_size != size:
            return f"capture {sha256[:12]}: its file was changed (SHA-256 {found[:12]})"
        return None
