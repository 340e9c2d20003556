"""Articles taken in by the command line, the start of the program included."""

from __future__ import annotations

import json
import time
from pathlib import Path
from statistics import median

from benchmarks import material
from benchmarks.figures import Figure
from tests.browser.server import Workspace

ROUNDS = 3
ARTICLES = 1000


def measure(folder: Path) -> list[Figure]:
    """Import a thousand articles into a new project each time."""
    workspace = Workspace(folder / "workspace")
    workspace.make()
    file = folder / "articles.jsonl"
    lines = (json.dumps(material.article(number), ensure_ascii=False) for number in range(ARTICLES))
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    rates = [_rate(workspace, f"round-{number}", file) for number in range(ROUNDS)]
    return [Figure("import of 600-word articles", median(rates), "articles/s", 500, at_least=True)]


def _rate(workspace: Workspace, slug: str, file: Path) -> float:
    workspace.make_project(slug)
    began = time.perf_counter()
    workspace.run("import", slug, str(file))
    return ARTICLES / (time.perf_counter() - began)
