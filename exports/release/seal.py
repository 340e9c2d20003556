"""The list of sums that closes a package, and a check that the folder is what its list says."""

from __future__ import annotations

import hashlib
from pathlib import Path

SUMS = "SHA256SUMS"


def sums(folder: Path) -> bytes:
    """Return a line for every file of the folder, by name, as `sha256sum -c` reads it."""
    lines = [
        f"{digest}  {name}\n" for name, digest in sorted(digests(folder).items()) if not name.startswith(SUMS)
    ]
    return "".join(lines).encode()


def digests(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file of the folder, by name."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): _digest(path) for path in files}


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
