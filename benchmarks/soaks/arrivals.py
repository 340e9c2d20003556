"""A hundred thousand articles on their way in: killed, interrupted, and let through beside one who writes."""

from __future__ import annotations

import json
import signal
import subprocess
import time
from pathlib import Path

from sqlalchemy import text

from benchmarks.figures import Figure
from benchmarks.importing import watched, write
from benchmarks.soaks import Outcome
from tests.browser.server import ROOT, Workspace

GATE = "articles imported past a killed and an interrupted import"
SIZE = 100_000
WORDS = 150
SMALL = 1000
INTERRUPTED = 130
MOST_MS = 1000


def soak(folder: Path, size: int, _start: int) -> Outcome:
    """Import so many articles twice in vain and once to the end."""
    workspace = Workspace(folder / "workspace")
    workspace.make()
    small, large = folder / "small.jsonl", folder / "large.jsonl"
    write(small, SMALL, WORDS)
    write(large, size, WORDS)
    return Outcome([*_broken(workspace, large, size, small), *_whole(workspace, large, size, small)], [])


def _broken(workspace: Workspace, file: Path, articles: int, small: Path) -> list[Figure]:
    """Break two imports off in the middle: what people see of them, and what is left in the tables."""
    killed = _break(workspace, "killed", file, articles // 2, signal.SIGKILL)
    seen = _seen(workspace, "killed")
    workspace.run("import", "killed", str(small))
    left = _rows(workspace, "killed") - SMALL
    stopped = _break(workspace, "stopped", file, articles // 2, signal.SIGINT)
    assert (killed, stopped) == (-signal.SIGKILL, INTERRUPTED), (killed, stopped)
    seen += _seen(workspace, "stopped")
    return [
        Figure("articles seen of imports broken off", seen, "articles", 0),
        Figure("left of a killed one after the next import", left, "articles", 0),
        Figure("left of one that was interrupted", _rows(workspace, "stopped"), "articles", 0),
    ]


def _break(workspace: Workspace, slug: str, file: Path, at: int, how: signal.Signals) -> int:
    """Break an import off when it has stored so many articles; return what the command left with."""
    workspace.make_project(slug)
    command = workspace.command("import", slug, str(file))
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while _rows(workspace, slug) < at:
        assert process.poll() is None, f"the import left with {process.returncode} before it was broken off"
        time.sleep(0.5)
    process.send_signal(how)
    return process.wait()


def _rows(workspace: Workspace, slug: str) -> int:
    """Count the articles in the table, those that nobody sees too."""
    count = text("SELECT count(*) FROM article WHERE project_id = (SELECT id FROM project WHERE slug = :slug)")
    with workspace.writing() as session:
        return int(session.scalar(count, {"slug": slug}))


def _seen(workspace: Workspace, slug: str) -> int:
    """Count what the project says it has, and what it exports."""
    listed = json.loads(workspace.run("--json", "project", "list"))
    (articles,) = (row["articles"] for row in listed if row["slug"] == slug)
    return int(articles) + len(workspace.run("export", slug, "--layers", "all").splitlines())


def _whole(workspace: Workspace, file: Path, articles: int, small: Path) -> list[Figure]:
    """Import a small file and the large one, each beside somebody who asks for the turn to write."""
    before, _, _ = watched(workspace, "small", small)
    peak, seconds, longest = watched(workspace, "large", file)
    workspace.run("check")
    return [
        Figure(f"import of {articles:,} articles of {WORDS} words", articles / seconds, "articles/s"),
        Figure("stored", _seen(workspace, "large") / 2 / articles, "of all", 1, at_least=True),
        Figure("memory of it, beside that of a thousand", peak, "MB", 1.2, before),
        Figure("longest turn to write that another waited for beside it", longest * 1000, "ms", MOST_MS),
    ]
