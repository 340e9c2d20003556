"""Make a workspace from a backup: all of it checked before any of it gets its place."""

from __future__ import annotations

import os
import secrets
import shutil
from pathlib import Path

from annotator import keyring
from annotator.config import Workspace, read_settings
from annotator.db import open_store
from annotator.db.copying import POSTGRESQL, SQLITE, copy_in, emptied_on_error
from annotator.db.damage import UNREADABLE
from annotator.errors import AnnotatorError, Conflict
from annotator.migrations import knows, newest, upgrade, version_of
from annotator.services.proof.backing_up import (
    DAMAGED,
    DATABASE,
    Manifest,
    contents_of,
    copy_checked,
    open_backup,
    read_manifest,
    require_sound,
)
from exports.proof.notes import Key


def restore(source: Path, folder: Path, *, with_upgrade: bool = False) -> Manifest:
    """Make the workspace at the folder, which must not exist or be empty, from the backup.

    Raises Conflict when there is one, AnnotatorError for a damaged, foreign or older backup: nothing is
    changed then.
    """
    if folder.exists() and any(folder.iterdir()):
        raise Conflict("exists", f"{folder} is there and not empty; restore into another folder.")
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = folder.parent / f".{folder.name}-restoring-{secrets.token_hex(8)}"
    try:
        beside.mkdir(mode=0o700)
        manifest = _unpack(source, beside)
        _place(manifest, beside, folder, with_upgrade)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return manifest


def _unpack(source: Path, beside: Path) -> Manifest:
    try:
        with open_backup(source) as archive:
            manifest = read_manifest(archive)
            (beside / "workspace").mkdir(mode=0o700)
            for name, stream, sha256 in contents_of(archive, manifest):
                target = beside / name
                target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                    copy_checked(name, stream, sha256, file)
    except DAMAGED as error:
        raise AnnotatorError("damaged_backup", f"The backup is damaged: {error}") from error
    return manifest


def _place(manifest: Manifest, beside: Path, folder: Path, with_upgrade: bool) -> None:
    """Put database and folder in their places, once the database has passed every check."""
    made = f"The backup was made by version {manifest['version']}"
    if not knows(manifest["revision"]):
        raise AnnotatorError("newer_backup", f"{made}, newer than this program; restore it with that one.")
    if manifest["revision"] != newest() and not with_upgrade:
        words = f"{made}, whose tables differ from ours. To bring them up to date, say --upgrade."
        raise AnnotatorError("older_backup", words)
    copy, keys = beside / DATABASE, keyring.trusted(beside / "workspace") or None
    if manifest["database"] == POSTGRESQL:
        url = _server_of(beside / "workspace")
        copy_in(copy, url)
        with emptied_on_error(url):
            _accept(url, manifest["revision"], keys)
            (beside / "workspace").replace(folder)
        return
    _accept(f"{SQLITE}:///{copy}", manifest["revision"], keys)
    copy_in(copy, f"{SQLITE}:///{beside / 'workspace' / 'annotator.db'}")
    (beside / "workspace").replace(folder)


def _accept(url: str, revision: str, keys: list[Key] | None) -> None:
    """Bring the tables up to date; refuse those of another version than the manifest says, and what is unsound."""
    store = open_store(url)
    try:
        found = version_of(store)
        if found != revision:
            words = f"The tables in the backup are of version {found}, its manifest says {revision}."
            raise AnnotatorError("damaged_backup", words)
        if found != newest():
            upgrade(store)
    except UNREADABLE as error:
        raise AnnotatorError("damaged_backup", f"The database in the backup is not ours: {error}") from error
    finally:
        store.close()
    require_sound(url, keys)


def _server_of(restored: Path) -> str:
    url = Workspace(restored, read_settings(restored / "settings.toml")).database_url
    if not url.startswith(POSTGRESQL):
        words = "This backup is of a PostgreSQL database; say where an empty one is in ANNOTATOR_DATABASE_URL."
        raise AnnotatorError("no_database", words)
    return url
