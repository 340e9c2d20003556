"""The command line, run in this process: what is printed, and what it exits with."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from annotator.cli import main
from annotator.config import make_workspace
from tests.seed import seed_path

Run = Callable[..., Result]


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place where no workspace is yet, named by the environment."""
    monkeypatch.setenv("ANNOTATOR_WORKSPACE", str(tmp_path / "workspace"))
    monkeypatch.delenv("ANNOTATOR_DATABASE_URL", raising=False)
    return tmp_path / "workspace"


@pytest.fixture
def workspace(sqlite_template: Path, empty: Path) -> Path:
    """A workspace on SQLite with its tables made."""
    make_workspace(empty)
    (empty / "annotator.db").write_bytes(sqlite_template.read_bytes())
    return empty


@pytest.fixture(scope="session")
def gold_template(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace into which the gold of the seed was imported once."""
    folder = tmp_path_factory.mktemp("gold") / "workspace"
    make_workspace(folder)
    shutil.copyfile(sqlite_template, folder / "annotator.db")
    for words in (["project", "create", "news"], ["import", "news", str(seed_path("seed/gold.json"))]):
        done = CliRunner().invoke(main, ["--workspace", str(folder), *words])
        assert done.exit_code == 0, done.output
    return folder


@pytest.fixture
def gold(gold_template: Path, empty: Path) -> Path:
    """A workspace with the project `news`, which holds the gold of the seed."""
    shutil.copytree(gold_template, empty)
    return empty


@pytest.fixture
def each_workspace(database_url: str, empty: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace on each engine with its tables made."""
    make_workspace(empty)
    monkeypatch.setenv("ANNOTATOR_DATABASE_URL", database_url)
    return empty


@pytest.fixture
def run() -> Run:
    """Run a command; `code` is the exit code that is expected."""

    def run_command(*arguments: object, code: int = 0, stdin: str | bytes | None = None) -> Result:
        result = CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin)
        assert result.exit_code == code, result.output
        assert "Traceback" not in result.output
        return result

    return run_command


@pytest.fixture
def tell(run: Run) -> Callable[..., object]:
    """Run a command with --json and return what it says."""
    return lambda *arguments, code=0: json.loads(run(*arguments, "--json", code=code).stdout)


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Write a file with one JSON object a line, or with the text given."""

    def write_file(name: str, *lines: object) -> Path:
        path = tmp_path / name
        words = [line if isinstance(line, str) else json.dumps(line) for line in lines]
        path.write_text("\n".join(words) + "\n", encoding="utf-8")
        return path

    return write_file
