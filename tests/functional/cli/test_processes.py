"""The command line as a process: signals, pipes that close, and a server that ends in peace."""

import json
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.request
from contextlib import closing
from pathlib import Path

import pytest

from tests.functional.cli.conftest import Run
from tests.functional.cli.processes import ROOT, served, start

pytestmark = pytest.mark.slow


@pytest.fixture
def news(run: Run, workspace, write):
    run("project", "create", "news")
    return workspace


@pytest.mark.parametrize("order", [signal.SIGINT, signal.SIGTERM])
def test_an_import_that_is_interrupted_stores_nothing(tell, news, tmp_path, order):
    process = start(news, "import", "news", str(many(tmp_path)))
    wait_until_staged(news)
    process.send_signal(order)
    _, stderr = process.communicate(timeout=60)
    assert process.returncode == 130
    assert stderr.splitlines()[-1] == "annotator: Interrupted; nothing is half done."
    assert tell("project", "list")[0]["articles"] == 0
    assert staged(news) == 0


def many(folder: Path) -> Path:
    """Write so many articles that an import of them can be met on its way."""
    file = folder / "many.jsonl"
    file.write_text("".join(json.dumps({"text": f"Number {n} of many."}) + "\n" for n in range(20_000)))
    return file


def staged(workspace: Path) -> int:
    with closing(sqlite3.connect(workspace / "annotator.db")) as database:
        return int(database.execute("SELECT count(*) FROM article").fetchone()[0])


def wait_until_staged(workspace: Path) -> None:
    """Wait until the import has brought rows that nobody sees."""
    until = time.monotonic() + 60
    while not staged(workspace):
        assert time.monotonic() < until, "nothing was stored"
        time.sleep(0.01)


@pytest.mark.parametrize("order", [signal.SIGINT, signal.SIGTERM])
def test_an_export_that_is_told_to_end_leaves_nothing(run: Run, news, tmp_path, write, order):
    run("import", "news", write("in.jsonl", *({"text": f"Article {n}. " + "x" * 200} for n in range(2000))))
    (tmp_path / "out").mkdir()
    process = start(news, "export", "news", "-o", str(tmp_path / "out" / "all.jsonl"))
    while not list((tmp_path / "out").iterdir()):
        time.sleep(0.001)
    process.send_signal(order)
    _, stderr = process.communicate(timeout=60)
    assert (process.returncode, stderr.strip()) == (130, "annotator: Interrupted; nothing is half done.")
    assert list((tmp_path / "out").iterdir()) == []


def test_an_interrupt_while_loading_says_nothing(news):
    process = start(news, "project", "list")
    wait_until_loading(process)
    process.send_signal(signal.SIGINT)
    _, stderr = process.communicate(timeout=60)
    assert (process.returncode, stderr) == (130, "")


def wait_until_loading(process: subprocess.Popen[str]) -> None:
    """Wait for the first library of ours in the process: before, Python itself is not up and cannot answer."""
    mapped = Path(f"/proc/{process.pid}/maps")
    while process.poll() is None and "msgspec" not in mapped.read_text():
        time.sleep(0.002)


def test_an_export_whose_reader_leaves_stops_quietly(run: Run, news, write):
    run("import", "news", write("in.jsonl", *({"text": f"Article {n}. " + "x" * 5000} for n in range(100))))
    process = start(news, "export", "news")
    assert process.stdout is not None and process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == ""
    assert process.wait(timeout=30) == 0


@pytest.mark.parametrize(("order", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_serve_answers_and_ends_when_told(workspace, order, code):
    process, address = served(workspace)
    with urllib.request.urlopen(f"{address}/healthz", timeout=30) as answer:
        assert answer.status == 200
    assert (workspace / "server.pid").exists()
    process.send_signal(order)
    _, stderr = process.communicate(timeout=30)
    assert (process.returncode, "Traceback" in stderr) == (code, False)
    assert not (workspace / "server.pid").exists()
    assert not (workspace / "annotator.db-wal").exists()


@pytest.mark.parametrize(("order", "seconds"), [(signal.SIGTERM, 0), (signal.SIGTERM, 0.3), (signal.SIGINT, 0.1)])
def test_serve_ends_when_told_while_it_is_loading(workspace, order, seconds):
    process, _ = served(workspace)
    time.sleep(seconds)
    process.send_signal(order)
    _, stderr = process.communicate(timeout=30)
    assert process.returncode in {0, 130} and "Traceback" not in stderr, stderr


def test_the_module_runs_as_the_program(workspace):
    process = start(workspace, "project", "list", "--json")
    assert process.communicate(timeout=30)[0] == "[]\n"


def test_a_backup_is_taken_while_serving(run: Run, news, tmp_path):
    process, _ = served(news)
    try:
        run("backup", tmp_path / "saved.tgz")
    finally:
        process.terminate()
        process.communicate(timeout=30)
    run("--workspace", tmp_path / "other", "restore", tmp_path / "saved.tgz")


def test_the_demo_is_made_and_served_with_one_command(empty):
    process = start(empty, "demo", "--port", "0", "--json")
    assert process.stdout is not None
    said = json.loads(process.stdout.readline())
    try:
        with urllib.request.urlopen(f"{said['address']}/login", timeout=60) as answer:
            assert answer.status == 200
    finally:
        process.terminate()
        process.communicate(timeout=30)
    assert isinstance(process, subprocess.Popen) and process.returncode == 0


def test_what_a_killed_import_left_is_seen_by_nobody_and_the_next_takes_it_away(tell, news, tmp_path, write):
    process = start(news, "import", "news", str(many(tmp_path)))
    wait_until_staged(news)
    process.kill()
    process.wait(timeout=60)
    assert tell("project", "list")[0]["articles"] == 0
    whole = write("whole.jsonl", *({"text": f"Article {number}."} for number in range(250)))
    assert tell("import", "news", whole)["stored"] == 250
    assert (count(news, "article"), count(news, "arrival")) == (250, 0)
    assert all(finding["ok"] for finding in tell("check"))


def count(folder: Path, table: str) -> int:
    with closing(sqlite3.connect(folder / "annotator.db")) as database:
        return database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


@pytest.mark.parametrize("arguments", [("project", "list"), ("export", "news")])
def test_71_who_has_closed_stdout_is_told_nothing(news, arguments):
    command = f"exec {sys.executable} -m annotator --workspace {news} {' '.join(arguments)} >&-"
    done = subprocess.run(["sh", "-c", command], cwd=ROOT, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
