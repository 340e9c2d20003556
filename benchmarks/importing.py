"""Articles taken in by the command line, the start of the program included; the memory of many, and who waits."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from annotator.config import find_workspace
from annotator.db import open_store
from benchmarks import material
from benchmarks.figures import Figure
from tests.browser.server import ROOT, Workspace

ROUNDS = 3
ARTICLES = 1000
TIMES = 10
TEXTS = 200
PAUSE_SECONDS = 0.05


def measure(folder: Path, times: int = TIMES) -> list[Figure]:
    """Import a thousand articles into a new project each time, then `times` as many, with a writer beside."""
    workspace = Workspace(folder / "workspace")
    workspace.make()
    file = folder / "articles.jsonl"
    write(file, ARTICLES)
    began = _processor()
    rates = [_rate(workspace, f"round-{number}", file) for number in range(ROUNDS)]
    processor = (_processor() - began) / ROUNDS
    small, _, _ = watched(workspace, "small", file)
    write(file, ARTICLES * times)
    large, seconds, longest = watched(workspace, "large", file)
    return [
        Figure("import of 600-word articles", median(rates), "articles/s", 500, at_least=True),
        Figure(f"processor time of {ARTICLES:,} of them", processor, "s"),
        Figure(f"import of {ARTICLES * times:,} articles", ARTICLES * times / seconds, "articles/s"),
        Figure(f"memory of an import {times} times as large", large, "MB", 1.2, small),
        Figure("longest turn to write that another waited for beside it", longest * 1000, "ms"),
    ]


def write(file: Path, count: int, words: int = 600) -> None:
    """Write articles of a few hundred texts, each made another by its first line."""
    texts = [material.text(number, words) for number in range(min(count, TEXTS))]
    with file.open("w", encoding="utf-8") as lines:
        for number in range(count):
            text = f"Number {number}\n\n{texts[number % len(texts)]}"
            lines.write(json.dumps({"language": "en", "text": text}, ensure_ascii=False) + "\n")


def _rate(workspace: Workspace, slug: str, file: Path) -> float:
    workspace.make_project(slug)
    began = time.perf_counter()
    workspace.run("import", slug, str(file))
    return ARTICLES / (time.perf_counter() - began)


def _processor() -> float:
    """Return the processor time of all commands that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def watched(workspace: Workspace, slug: str, file: Path) -> tuple[float, float, float]:
    """Import, asking for the turn to write all the while; return peak in MB, seconds, the longest wait."""
    workspace.make_project(slug)
    began, longest = time.perf_counter(), 0.0
    process = subprocess.Popen(
        workspace.command("import", slug, str(file)), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=sys.stderr
    )
    found, usage = find_workspace(workspace.folder), None
    store = open_store(found.database_url, found.lock_path)
    while usage is None:
        asked = time.perf_counter()
        with store.writing():
            longest = max(longest, time.perf_counter() - asked)
        time.sleep(PAUSE_SECONDS)
        pid, status, used = os.wait4(process.pid, os.WNOHANG)
        usage = used if pid else None
    store.close()
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    return usage.ru_maxrss / 1024, time.perf_counter() - began, longest


if __name__ == "__main__":
    import tempfile

    from benchmarks.figures import table

    with tempfile.TemporaryDirectory(prefix="benchmark-") as made:
        print(table(measure(Path(made), int(sys.argv[1]))))
