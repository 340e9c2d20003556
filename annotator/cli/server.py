"""gunicorn, set in code: threads in a few processes, connections kept open, work in flight ended in peace."""

from __future__ import annotations

import gc
import socket
import sys
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]
from gunicorn.arbiter import Arbiter  # type: ignore[import-untyped]
from gunicorn.errors import HaltServer  # type: ignore[import-untyped]

from annotator.app import create_app
from annotator.cli import hourly, marker
from annotator.cli.console import opened
from annotator.cli.failures import INTERRUPTED
from annotator.cli.helper import Helper
from annotator.cli.receiving import Receiver
from annotator.cli.sharing import Shares
from annotator.cli.warming import warm_up
from annotator.config import Workspace
from annotator.db import Store
from annotator.edge import journal
from annotator.errors import AnnotatorError

THREADS = 8
KEEP_ALIVE_SECONDS = 75
GRACE_SECONDS = 10
TIMEOUT_SECONDS = 120
SWITCH_SECONDS = 0.0005
"""How long a thread may compute while another, perhaps the one that holds the writer lock, waits to go on."""


def run(workspace: Workspace, listener: socket.socket, *, workers: int, proxies: int) -> None:
    """Serve until a signal says stop; the write-ahead log is folded in when the last worker has gone."""
    Server(workspace, listener, workers, proxies).run()


class Server(BaseApplication):  # type: ignore[misc]
    """The application as gunicorn runs it: made once, then forked."""

    def __init__(self, workspace: Workspace, listener: socket.socket, workers: int, proxies: int) -> None:
        self._workspace, self._listener = workspace, listener
        self._workers, self._proxies = workers, proxies
        self._helper = Helper(workspace.path)
        self.shares = Shares()
        super().__init__()

    def load_config(self) -> None:
        """Set what differs from gunicorn's defaults."""
        settings: dict[str, Any] = {
            "bind": [f"fd://{self._listener.fileno()}"],
            "workers": self._workers,
            "worker_class": Receiver,
            "threads": THREADS,
            "keepalive": KEEP_ALIVE_SECONDS,
            "timeout": TIMEOUT_SECONDS,
            "graceful_timeout": GRACE_SECONDS,
            "preload_app": True,
            "loglevel": "warning",
            "proc_name": "annotator",
            "forwarded_allow_ips": "",
            "control_socket_disable": True,
            "post_fork": lambda arbiter, worker: _store(worker.app.wsgi()).after_fork(),
            "when_ready": lambda arbiter: self._arrive(),
            "post_worker_init": lambda worker: hourly.begin(self._workspace.path, _store(worker.app.wsgi())),
            "child_exit": lambda arbiter, worker: self.shares.leave(worker.age),
            "on_exit": lambda arbiter: self._leave(),
        }
        for name, value in settings.items():
            if name in self.cfg.settings:  # the oldest gunicorn we run on has no control socket to disable
                self.cfg.set(name, value)

    def load(self) -> Flask:
        """Make the application; no connection is open when the workers are forked from it."""
        app = create_app(self._workspace, proxies=self._proxies)
        journal.to_stderr()
        warm_up()
        _store(app).disconnect()
        sys.setswitchinterval(SWITCH_SECONDS)
        gc.collect()
        gc.freeze()  # what all workers share is never collected, and need not be walked through
        return app

    def run(self) -> None:
        """Serve until a signal says stop; an interrupt from the keyboard is told from an order to end."""
        arbiter = Master(self)
        try:
            arbiter.run()
        except SystemExit as leaving:
            raise SystemExit(INTERRUPTED if arbiter.interrupted else leaving.code) from None
        except HaltServer as halted:
            raise AnnotatorError("not_served", f"The server stopped: {halted.reason}") from halted

    def _arrive(self) -> None:
        marker.keep(self._workspace.path)
        self._helper.start()

    def _leave(self) -> None:
        self._helper.stop()
        marker.remove(self._workspace.path)
        with opened(self._workspace):  # the last to close folds the write-ahead log in
            pass


class Master(Arbiter):  # type: ignore[misc]
    """gunicorn's master process, which remembers whether it was interrupted."""

    interrupted = False

    def handle_int(self) -> None:
        """Stop at once."""
        self.interrupted = True
        super().handle_int()


def _store(app: Flask) -> Store:
    store: Store = app.extensions["store"]
    return store
