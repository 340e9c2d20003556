"""The least that a save can cost: a bare Flask view that commits one row, under the same gunicorn.

Run as a program, with the path of a database and a file descriptor to listen on, it serves the view.
"""

from __future__ import annotations

import socket
import sqlite3
import sys
import threading
from typing import Any

from flask import Flask, Response, request
from gunicorn.app.base import BaseApplication

from annotator.cli.server import KEEP_ALIVE_SECONDS, THREADS

TABLE = "CREATE TABLE IF NOT EXISTS row (uuid TEXT PRIMARY KEY, article TEXT, body TEXT) STRICT"
local = threading.local()


def make_app(path: str) -> Flask:
    """Make the application around the database at the path."""
    app = Flask("floor")
    sqlite3.connect(path).execute(TABLE)

    @app.get("/readyz")
    def ready() -> str:
        return "ready"

    @app.put("/articles/<article>/annotations/<uuid>")
    def put(article: str, uuid: str) -> Response:
        body = request.get_json()
        connection = _connection(path)
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO row VALUES (?, ?, ?)", (uuid, article, request.get_data(as_text=True)))
        connection.execute("COMMIT")
        response = app.json.response(body)
        response.status_code = 201
        return response

    return app


def _connection(path: str) -> sqlite3.Connection:
    """Return this thread's connection, with the durability of the store."""
    if not hasattr(local, "connection"):
        local.connection = sqlite3.connect(path, isolation_level=None)
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=10000"):
            local.connection.execute(f"PRAGMA {pragma}")
    connection: sqlite3.Connection = local.connection
    return connection


class Server(BaseApplication):
    """gunicorn as `serve` sets it."""

    def __init__(self, path: str, listener: socket.socket) -> None:
        self._path, self._listener = path, listener
        super().__init__()

    def load_config(self) -> None:
        """Set what `serve` sets."""
        settings: dict[str, Any] = {
            "bind": [f"fd://{self._listener.fileno()}"],
            "workers": 2,
            "worker_class": "gthread",
            "threads": THREADS,
            "keepalive": KEEP_ALIVE_SECONDS,
            "preload_app": True,
            "loglevel": "warning",
            "control_socket_disable": True,
        }
        for name, value in settings.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Flask:
        """Make the application."""
        return make_app(self._path)


if __name__ == "__main__":
    listener = socket.create_server(("127.0.0.1", 0), backlog=2048)
    listener.set_inheritable(True)
    print(f"http://127.0.0.1:{listener.getsockname()[1]}", flush=True)
    Server(sys.argv[1], listener).run()
