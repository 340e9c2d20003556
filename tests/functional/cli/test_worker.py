"""Workers as processes: one comes with the server and leaves with it, also when the server is killed."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from tests.corpora import line
from tests.functional.cli.processes import served, start

pytestmark = pytest.mark.slow


@pytest.fixture
def news(run, workspace, write) -> Path:
    run("project", "create", "news")
    layers = {"p": [("claim", 0, 20)], "q": [("claim", 3, 20)]}
    run("import", "news", write("corpus.jsonl", line("x", layers)))
    return workspace


def workers(folder: Path) -> list[int]:
    """Return the processes that work for this workspace."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                words = (entry / "cmdline").read_bytes().split(b"\0")
            except OSError:
                continue
            if b"worker" in words and str(folder).encode() in words:
                found.append(int(entry.name))
    return found


def wait(folder: Path, count: int) -> None:
    end = time.monotonic() + 60
    while len(workers(folder)) != count and time.monotonic() < end:
        time.sleep(0.1)
    assert len(workers(folder)) == count


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_a_worker_comes_and_goes_with_the_server(news, how):
    process, _ = served(news)
    wait(news, 1)
    os.kill(process.pid, how)
    process.wait(timeout=60)
    wait(news, 0)


def test_gamma_at_the_command_line_is_kept(news, tell, run):
    assert tell("agreement", "news", "--gamma")["gamma"]["left"] == 0
    assert tell("agreement", "news")["gamma"]["articles"] == 1
    assert tell("worker", "--once") == {"jobs": 0}


def test_a_worker_stops_when_it_is_told(news):
    process = start(news, "worker")
    assert process.stderr is not None and process.stderr.readline().startswith("Working off")
    time.sleep(2)
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=60) == 0
