"""The corpus out: how fast beside two SELECTs and a dump an article, and in how much memory."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from typing import Any

from annotator.config import find_workspace
from annotator.db import open_store
from annotator.permissions import OPERATOR
from annotator.queries import projects
from annotator.services.corpus import importing
from benchmarks import material
from benchmarks.figures import Figure
from tests.browser.server import ROOT, Workspace

ROUNDS = 3
ARTICLES = 1000
SPANS = 20
TIMES = 4


def measure(folder: Path) -> list[Figure]:
    """Measure a corpus, and the memory for one that is four times as large."""
    workspace = Workspace(folder / "workspace")
    workspace.make()
    _fill(workspace, "small", ARTICLES)
    _fill(workspace, "large", ARTICLES * TIMES)
    rounds = [(_side("ours", workspace, "small"), _side("floor", workspace, "small")) for _ in range(ROUNDS)]
    ours, floor = (
        ARTICLES * SPANS / median(side["seconds"] for side in sides) for sides in zip(*rounds, strict=True)
    )
    small, large = (_side("ours", workspace, slug)["peak"] for slug in ("small", "large"))
    began = time.perf_counter()
    workspace.run("export", "small", "-o", str(folder / "small.jsonl"))
    command = time.perf_counter() - began
    return [
        Figure("export of annotations", ours, "spans/s", 0.4, floor, at_least=True),
        Figure(f"export of {ARTICLES} articles by the command line", command, "s"),
        Figure(f"memory of an export {TIMES} times as large", large, "MB", 1.2, small),
    ]


def _fill(workspace: Workspace, slug: str, count: int) -> None:
    workspace.make_project(slug)
    found = find_workspace(workspace.folder)
    store = open_store(found.database_url, found.lock_path)
    for at in range(0, count, 500):
        lines = (material.annotated(number, SPANS) for number in range(at, at + 500))
        data = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode()
        with store.writing() as session:
            project = projects.find(session, OPERATOR, slug)
            importing.import_lines(session, OPERATOR, project, data)
    store.close()


def _side(side: str, workspace: Workspace, slug: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.export_side", side, str(workspace.folder), slug]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    said: dict[str, Any] = json.loads(done.stdout)
    return said
