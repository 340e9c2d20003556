"""Tests of the project, asked to do more than in `make test`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from benchmarks.soaks.room import ADDRESS


def failing(folder: Path, *paths: str, marked: str, **asked: str) -> list[str]:
    """Play the marked tests at the paths, with this in their environment; return what went wrong, a line each."""
    options = ("-q", "-p", "no:cacheprovider", f"--basetemp={folder / 'suite'}", "-m", marked)
    command = [sys.executable, "-m", "pytest", *options, *paths]
    around = {name: value for name, value in os.environ.items() if name != ADDRESS}
    done = subprocess.run(command, env=around | asked, capture_output=True, text=True, check=False)
    print(done.stdout[-200:], flush=True)
    faults = [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
    if done.returncode and not faults:
        faults = [f"the tests did not run: {done.stdout[-2000:]}{done.stderr[-2000:]}"]
    return faults
