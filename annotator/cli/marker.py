"""A sign in the workspace that a server is at work: two machines must not share one SQLite file."""

from __future__ import annotations

import json
import os
import socket
import threading
import time
from pathlib import Path

from annotator.errors import AnnotatorError

FILE = "server.pid"
BEAT_SECONDS = 15
STALE_SECONDS = 60


def require_alone(folder: Path) -> None:
    """Refuse to serve what a server on another machine serves now; raises AnnotatorError."""
    path = folder / FILE
    try:
        host = json.loads(path.read_text(encoding="utf-8"))["host"]
        age = time.time() - path.stat().st_mtime
    except (OSError, ValueError, KeyError, TypeError):
        return
    if host != socket.gethostname() and age < STALE_SECONDS:
        words = f"The machine {host} serves {folder} now; stop that server first, or use PostgreSQL."
        raise AnnotatorError("served_elsewhere", words)


def keep(folder: Path) -> None:
    """Put the sign up and renew it while this process lives."""
    path = folder / FILE
    path.write_text(json.dumps({"host": socket.gethostname(), "pid": os.getpid()}), encoding="utf-8")
    threading.Thread(target=_beat, args=(path,), daemon=True).start()


def remove(folder: Path) -> None:
    """Take the sign down."""
    (folder / FILE).unlink(missing_ok=True)


def _beat(path: Path) -> None:
    while path.exists():
        time.sleep(BEAT_SECONDS)
        try:
            os.utime(path)
        except OSError:
            return
