"""The machine and the settings: what work rests on."""

from __future__ import annotations

import platform
import shutil
import sqlite3
from importlib.metadata import version
from pathlib import Path

import click
from sqlalchemy.orm import Session

from annotator import __version__
from annotator.cli.console import Console, command, opened
from annotator.cli.space import LEAST_BYTES, PASSING, REMOTE, file_system
from annotator.config import Workspace
from annotator.db import Store, guards, postgresql
from annotator.db.damage import REMEDY, UNREADABLE, is_damage
from annotator.db.integrity import damages, settings
from annotator.db.sqlite import wal_reset_safe
from annotator.errors import AnnotatorError
from annotator.migrations import require_current

PACKAGES = ("flask", "gunicorn", "msgspec", "nltk", "sqlalchemy", "werkzeug")
Fact = tuple[str, str, str | None]
"""A name, a value, and a warning where there is one."""


@click.command()
@command
def doctor(console: Console) -> None:
    """Look at the machine and the settings: versions, durability settings read back, free space."""
    workspace = console.workspace()
    facts: list[Fact] = [("annotator", __version__, None), ("python", platform.python_version(), None)]
    facts += [(name, version(name), None) for name in PACKAGES]
    facts += _folder(workspace)
    with opened(workspace) as store:
        facts += _database(store)
    lines = [
        f"{name:24} {value}" + (f"   WARNING: {warning}" if warning else "") for name, value, warning in facts
    ]
    console.show([{"name": n, "value": v, "warning": w} for n, v, w in facts], lines)


def _folder(workspace: Workspace) -> list[Fact]:
    kind, free = file_system(workspace.path), shutil.disk_usage(workspace.path).free
    warning = None
    if kind in REMOTE:
        warning = "a network file system keeps no promise to SQLite; move the workspace to a local disk"
    if kind in PASSING:
        warning = "what lies here may be gone when the machine or container stops"
    mode = (workspace.path / "secret.key").stat().st_mode & 0o777
    return [
        ("workspace", str(workspace.path), None),
        ("file system", kind or "unknown", warning),
        ("free space", f"{free / 2**30:.1f} GB", "imports are refused" if free < LEAST_BYTES else None),
        ("secret key", f"mode {mode:o}", "others can read it: chmod 600" if mode & 0o077 else None),
    ]


def _database(store: Store) -> list[Fact]:
    facts: list[Fact] = []
    if store.is_sqlite:
        number = sqlite3.sqlite_version
        risk = "may lose a commit at a checkpoint; ours only run while nobody writes, so the window is closed"
        facts.append(("sqlite", number, None if wal_reset_safe(number) else risk))
        facts.append(("database size", f"{_size(Path(store.url.removeprefix('sqlite:///')))} MB", None))
    else:
        mode = postgresql.insecure(store.url)
        risk = "others on the way can read it, or pretend to be it: put ?sslmode=verify-full in its address"
        facts.append(("database link", f"sslmode={mode}" if mode else "ok", risk if mode else None))
    try:
        for name, value, wanted in settings(store):
            facts.append((name, value, f"must be {wanted}" if wanted and value.lower() != wanted else None))
        return [*facts, _tables(store), *_soundness(store)]
    except UNREADABLE as error:
        if not is_damage(error):
            raise
        return [*facts, ("soundness", "damaged", REMEDY)]


def _soundness(store: Store) -> list[Fact]:
    """Say whether the database is whole, as far as one quick look tells, and still refuses to change history."""
    with Session(store.read_engine) as session:
        damage, (wanted, wrong) = damages(session), guards.faults(session)
    return [
        ("soundness", "damaged" if damage else "ok", f"{damage[0]}: {REMEDY}" if damage else None),
        ("triggers", f"{len(wrong)} wrong" if wrong else f"{wanted} as they must be", wrong[0] if wrong else None),
    ]


def _size(path: Path) -> str:
    return f"{path.stat().st_size / 2**20:.1f}" if path.exists() else "0"


def _tables(store: Store) -> Fact:
    try:
        require_current(store)
    except AnnotatorError as error:
        return "tables", "of another version", error.detail
    return "tables", "up to date", None
