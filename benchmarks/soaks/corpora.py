"""A large corpus on its way out: its export beside that of a thousand articles, and its release without gamma."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from benchmarks.figures import Figure
from benchmarks.releasing import SPANS, fill
from benchmarks.soaks import Outcome
from tests.browser.server import ROOT, Workspace

GATE = f"articles of {SPANS} annotations exported and released"
SIZE = 50_000
SMALL = 1000
MINUTES = 10
"""What a release of `SIZE` articles may take; of fewer, as much less."""
MORE_MB = 50


def soak(folder: Path, size: int, _start: int) -> Outcome:
    """Fill a project with so many articles and one with a thousand; measure what leaves."""
    workspace = Workspace(folder / "workspace")
    workspace.make()
    fill(workspace, "small", SMALL)
    fill(workspace, "large", size)
    small, large = (_side("export_side", "ours", str(workspace.folder), slug) for slug in ("small", "large"))
    release = _side("releasing", str(workspace.folder), "large", str(folder / "release"))
    return Outcome(
        [
            Figure(f"export of {size * SPANS:,} annotations", size * SPANS / large["seconds"], "annotations/s"),
            Figure(
                "memory of it beyond that of a thousand articles", large["peak"] - small["peak"], "MB", MORE_MB
            ),
            Figure(f"release of {size * SPANS:,}", release["seconds"] / 60, "min", MINUTES * size / SIZE),
            Figure("processor time of it", release["processor"] / 60, "min"),
            Figure("memory of it", release["peak"], "MB"),
        ],
        [],
    )


def _side(module: str, *words: str) -> dict[str, Any]:
    """Run one measure in a process of its own, so that its memory can be read."""
    command = [sys.executable, "-m", f"benchmarks.{module}", *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    said: dict[str, Any] = json.loads(done.stdout)
    return said
