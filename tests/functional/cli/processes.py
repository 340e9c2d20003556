"""The command line as a process of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]


def _heed_interrupts() -> None:
    """A shell lets what it runs in the background ignore interrupts; a command of ours is to heed them."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def start(folder: Path, *arguments: str, **options: object) -> subprocess.Popen[str]:
    """Start a command on the workspace, its output to be read."""
    environment = {**os.environ, "ANNOTATOR_WORKSPACE": str(folder), "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, "-m", "annotator", *arguments],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=_heed_interrupts,
        **options,  # type: ignore[call-overload]
    )


def served(folder: Path, *arguments: str) -> tuple[subprocess.Popen[str], str]:
    """Serve the workspace on a free port; return the process and the address."""
    process = start(folder, "serve", "--port", "0", "--json", *arguments)
    assert process.stdout is not None
    return process, json.loads(process.stdout.readline())["address"]
