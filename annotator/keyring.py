"""The keys a workspace signs with: the private one, for its owner alone, and all public ones with dates."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from annotator import clock
from annotator.domain.history.signing import Signer, read_signer
from annotator.errors import ConfigurationError
from annotator.placing import placed
from exports.proof.notes import Key, read_keys

SEED_BYTES = 32


def signer(workspace: Path) -> Signer:
    """Return who signs for the workspace; the key is made where there was none.

    Raises ConfigurationError when it is gone and its public one is there: those are never replaced unasked.
    """
    path = _private(workspace)
    if not path.exists() and _public(workspace).exists():
        words = "put it back from a backup, or sign with a new one from now on: annotator checkpoint renew-key"
        raise ConfigurationError("signing_key_missing", f"{path} is missing: {words}")
    if not path.exists():
        _make(workspace, f"annotator-{secrets.token_hex(5)}")
    return read_signer(path.read_text(encoding="ascii", errors="replace"))


def keys(workspace: Path) -> list[Key]:
    """Return all public keys there ever were, oldest first."""
    if not _public(workspace).exists():
        signer(workspace)
    return read_keys(_public(workspace).read_text(encoding="utf-8"))


def trusted(workspace: Path) -> list[Key]:
    """Return all public keys there ever were, and make none."""
    return keys(workspace) if _public(workspace).exists() else []


def renew(workspace: Path) -> Signer:
    """Make a new key of the same name; the old public one is kept with the day on which it ended."""
    last = keys(workspace)[-1]
    lines = _public(workspace).read_text(encoding="utf-8").splitlines()
    lines[-1] += f" until {clock.now():%Y-%m-%d}"
    _make(workspace, last.name, lines)
    return signer(workspace)


def _make(workspace: Path, name: str, earlier: list[str] | None = None) -> None:
    made = Signer(name, secrets.token_bytes(SEED_BYTES))
    _folder(workspace).mkdir(mode=0o700, parents=True, exist_ok=True)
    lines = [*(earlier or []), f"{made.key} from {clock.now():%Y-%m-%d}"]
    with _listed(workspace, "".join(f"{line}\n" for line in lines)), placed(_private(workspace), 0o600) as file:
        file.write(made.secret().encode())


@contextmanager
def _listed(workspace: Path, text: str) -> Iterator[None]:
    """Let the public keys be these before the block makes the private one; as they were when it fails."""
    path = _public(workspace)
    before = path.read_bytes() if path.exists() else None
    with placed(path) as file:
        file.write(text.encode())
    try:
        yield
    except BaseException:
        if before is None:
            path.unlink()
        else:
            with placed(path) as file:
                file.write(before)
        raise


def _private(workspace: Path) -> Path:
    return _folder(workspace) / "signing.key"


def _public(workspace: Path) -> Path:
    return _folder(workspace) / "public.txt"


def _folder(workspace: Path) -> Path:
    """Return where the keys lie: in the workspace, or kept apart from the database and its backups."""
    return Path(os.environ.get("ANNOTATOR_KEYS") or workspace / "keys")
