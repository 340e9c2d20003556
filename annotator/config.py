"""The workspace and its settings: one folder that holds the database, the keys, the captures."""

from __future__ import annotations

import difflib
import os
import re
import secrets
import shlex
import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from annotator.errors import ConfigurationError
from annotator.placing import placed

DEFAULT_WORKSPACE = "annotator-workspace"
SECRET_BYTES = 32
LEAST_SIGNS = 8
"""A key by chance has more different signs than this."""

EXAMPLES = ("changeme", "change-me", "change_me", "secret", "insecure", "example", "password", "your-", "your_")
"""What stands in keys that were copied from somewhere; no key in hexadecimal holds one of these."""

COPIED = frozenset({"192b9bdd22ab9ed4d12e236c78afcb9a393ec15f71bbf5dc987d54727823bcbf"})
"""Keys that stand in the documentation of Flask."""

NEW_KEY = "python3 -c 'import secrets; print(secrets.token_hex(32))'"
LARGEST = 1_000_000
"""No setting that is a number needs more; hours beyond it are no date any more."""

HOST = re.compile(r"[^\s/]+")
MAY_NEED_FACTOR = ("admin", "annotator", "manager", "researcher", "reviewer")


@dataclass(frozen=True)
class Settings:
    """What can be set in `settings.toml`; every field has a default and a word in docs/settings.md."""

    allow_fetch: bool = False
    database_url: str = ""
    hosts: tuple[str, ...] = ()
    language: str = "en"
    pseudo_locale: bool = False
    session_hours: int = 12
    idle_minutes: int = 120
    login_failures: int = 10
    second_factor_for: tuple[str, ...] = ()
    save_rate: int = 50
    save_burst: int = 1000
    import_rate: int = 30
    export_rate: int = 60


@dataclass(frozen=True)
class Workspace:
    """A workspace folder with its settings read."""

    path: Path
    settings: Settings = field(default_factory=Settings)

    @property
    def database_url(self) -> str:
        """Where the tables are: the environment wins, then the settings, then SQLite in the folder."""
        given = os.environ.get("ANNOTATOR_DATABASE_URL") or self.settings.database_url
        return given or f"sqlite:///{self.path / 'annotator.db'}"

    @property
    def lock_path(self) -> Path:
        """The file that queues writers of several processes."""
        return self.path / "db.lock"

    @property
    def captures(self) -> Path:
        """The folder of captured sources, each file named by its hash."""
        return self.path / "captures"

    @property
    def secret_key(self) -> str:
        """The key that signs cookies; refused when missing, short or one that others could know."""
        path = self.path / "secret.key"
        try:
            key = path.read_text(errors="replace").strip() if path.exists() else ""
        except OSError as error:
            raise ConfigurationError("weak_secret", f"{path} cannot be read: {error.strerror}") from error
        if len(key) < SECRET_BYTES or _is_known(key):
            raise ConfigurationError(
                "weak_secret",
                f"{path.name} is missing, short, a pattern or a known example; make one with: {NEW_KEY}",
            )
        return key

    @property
    def exists(self) -> bool:
        """Whether `init` has been here."""
        return (self.path / "secret.key").exists()

    @property
    def has_work(self) -> bool:
        """Whether what a workspace gathers is here: a database, signing keys, captures."""
        return any((self.path / name).exists() for name in ("annotator.db", "keys", "captures"))

    def require_key(self) -> None:
        """Refuse a workspace whose key is gone: a new one is never made unasked, second factors would not open."""
        if self.has_work and not self.exists:
            path = self.path / "secret.key"
            raise ConfigurationError(
                "secret_missing",
                f"{path} is missing: put it back from a backup, readable by its owner alone. Where there is none, "
                f"make a new key with: (umask 077; {NEW_KEY} > {shlex.quote(str(path))}); "
                "then everybody logs in again, and second factors are set up anew.",
            )


def find_workspace(path: str | os.PathLike[str] | None = None) -> Workspace:
    """Return the workspace named, or of the environment, or of the current folder; it must exist."""
    folder = Path(path or os.environ.get("ANNOTATOR_WORKSPACE") or DEFAULT_WORKSPACE).absolute()
    workspace = Workspace(folder, read_settings(folder / "settings.toml"))
    workspace.require_key()
    if not workspace.exists:
        raise ConfigurationError("no_workspace", f"{folder} is no workspace; make one with: annotator init")
    return workspace


def make_workspace(path: str | os.PathLike[str] | None = None) -> Workspace:
    """Make the folder and its secret key where they are missing, readable by the owner alone.

    Raises ConfigurationError where there is work and the key is gone.
    """
    folder = Path(path or os.environ.get("ANNOTATOR_WORKSPACE") or DEFAULT_WORKSPACE).absolute()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        Workspace(folder).require_key()
        write_private(folder / "secret.key", secrets.token_hex(SECRET_BYTES) + "\n")
    except OSError as error:
        detail = f"Cannot write in {folder}: {error.strerror}"
        raise ConfigurationError("workspace_unwritable", detail) from error
    if not os.access(folder, os.W_OK):
        raise ConfigurationError("workspace_unwritable", f"{folder} cannot be written in.")
    return Workspace(folder, read_settings(folder / "settings.toml"))


def write_private(path: Path, text: str) -> None:
    """Write a new file that only its owner may read; an existing one is left as it is."""
    if path.exists():
        return
    with placed(path, 0o600) as file:
        file.write(text.encode())


def read_settings(path: Path) -> Settings:
    """Read `settings.toml`; an unknown key or a wrong type names the key and the nearest right one."""
    if not path.exists():
        return Settings()
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError("bad_settings", f"{path.name}: {error}") from error
    except OSError as error:
        raise ConfigurationError("bad_settings", f"{path} cannot be read: {error.strerror}") from error
    return Settings(**{key: _checked(key, value) for key, value in given.items()})


def _checked(key: str, value: Any) -> Any:
    defaults = {f.name: f.default for f in fields(Settings)}
    said = f"settings.toml: {key} = {value!r}"
    if key not in defaults:
        near = difflib.get_close_matches(key, defaults, n=1, cutoff=0.0)[0]
        known = f"the nearest is {near!r} of {', '.join(defaults)}"
        raise ConfigurationError("unknown_setting", f"settings.toml: unknown key {key!r} = {value!r}; {known}")
    wanted: type = list if isinstance(defaults[key], tuple) else type(defaults[key])
    if type(value) is not wanted:
        raise ConfigurationError("bad_setting", f"{said} must be of type {wanted.__name__}")
    if wrong := _out_of_range(key, value):
        raise ConfigurationError("bad_setting", f"{said} {wrong}")
    return tuple(value) if isinstance(value, list) else value


def _out_of_range(key: str, value: Any) -> str | None:
    """Say what a value of the right type may be, where it is not that."""
    if type(value) is int and not 1 <= value <= LARGEST:
        return f"must be from 1 to {LARGEST}"
    if key == "second_factor_for" and any(one not in MAY_NEED_FACTOR for one in value):
        return f"may hold {', '.join(MAY_NEED_FACTOR)}"
    if key == "hosts" and not all(isinstance(one, str) and HOST.fullmatch(one) for one in value):
        return "may hold names of hosts, such as annotate.example.org"
    return None


def _is_known(key: str) -> bool:
    low = key.lower()
    repeats = low in (low + low)[1:-1]
    return repeats or len(set(low)) < LEAST_SIGNS or low in COPIED or any(word in low for word in EXAMPLES)
