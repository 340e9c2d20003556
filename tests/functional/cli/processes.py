"""The command line as a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]


def start(folder: Path, *arguments: str, **options: object) -> subprocess.Popen[str]:
    """Start a command on the workspace, its output to be read."""
    environment = {**os.environ, "ANNOTATOR_WORKSPACE": str(folder), "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, "-m", "annotator", *arguments],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **options,  # type: ignore[call-overload]
    )


def served(folder: Path, *arguments: str) -> tuple[subprocess.Popen[str], str]:
    """Serve the workspace on a free port; return the process and the address."""
    process = start(folder, "serve", "--port", "0", "--json", *arguments)
    assert process.stdout is not None
    return process, json.loads(process.stdout.readline())["address"]
