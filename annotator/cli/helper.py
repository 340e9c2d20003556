"""The worker that `serve` brings along: a process of its own, so that long work never slows an answer."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

FIRST_SECONDS = 2.0
"""Those who wait for the server are answered first: a worker takes a second of the processor to start."""
AGAIN_SECONDS = 5.0
LEAVE_SECONDS = 5.0


class Helper:
    """Starts a worker, starts another when it dies, and ends it when the server ends."""

    def __init__(self, folder: Path) -> None:
        self._command = [sys.executable, "-m", "annotator", "--workspace", str(folder), "worker", "--until-closed"]
        self._over = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Keep a worker alive from a thread of this process."""
        threading.Thread(target=self._keep, daemon=True).start()

    def stop(self) -> None:
        """Close its input, upon which it leaves; what it was at goes back to the queue."""
        self._over.set()
        process = self._process
        if process is None or process.stdin is None:
            return
        process.stdin.close()
        try:
            process.wait(LEAVE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()

    def _keep(self) -> None:
        self._over.wait(FIRST_SECONDS)
        while not self._over.is_set():
            # Closed, also when this process is killed: the worker then leaves by itself.
            self._process = subprocess.Popen(  # noqa: S603 - the words are ours
                self._command, stdin=subprocess.PIPE, start_new_session=True
            )
            self._process.wait()
            self._over.wait(AGAIN_SECONDS)
