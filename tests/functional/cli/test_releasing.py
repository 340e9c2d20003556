"""release: a folder that is the same again, from the workspace and from its restored backup."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys

import pytest

from exports.release.seal import digests
from tests.functional.cli.conftest import Run

SPLIT = ("--split", "train=.8,dev=.1,test=.1", "--seed", "7")


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The demo, made once for this module; copies of it are released."""
    from click.testing import CliRunner

    from annotator.cli import main

    folder = tmp_path_factory.mktemp("demo") / "workspace"
    assert CliRunner().invoke(main, ["--workspace", str(folder), "demo", "--no-serve"]).exit_code == 0
    return folder


@pytest.fixture
def workspace(demo, tmp_path):
    shutil.copytree(demo, tmp_path / "demo")
    return tmp_path / "demo"


def test_the_demo_is_released_and_the_same_again_after_a_restore(workspace, tmp_path, run: Run):
    run("--workspace", workspace, "release", "demo", "1.0.0", "-o", tmp_path / "one", *SPLIT)
    run("--workspace", workspace, "backup", tmp_path / "backup")
    run("--workspace", tmp_path / "other", "restore", tmp_path / "backup")
    run("--workspace", tmp_path / "other", "release", "demo", "v1.0.0", "-o", tmp_path / "two", *SPLIT)
    assert digests(tmp_path / "one") == digests(tmp_path / "two")
    run("--workspace", workspace, "check")


def test_a_release_is_verified_as_a_folder_and_as_a_zip(workspace, tmp_path, run: Run):
    run("--workspace", workspace, "release", "demo", "1.0.0", "-o", tmp_path / "r")
    packed = shutil.make_archive(str(tmp_path / "packed"), "zip", tmp_path, "r")
    assert run("verify", tmp_path / "r").stdout == run("verify", packed).stdout
    (tmp_path / "r/README.md").write_bytes(b"")
    packed = shutil.make_archive(str(tmp_path / "packed"), "zip", tmp_path, "r")
    for path in (tmp_path / "r", packed):
        assert "The first: README.md: this is not the file" in run("verify", path, code=1).stderr
    other = shutil.make_archive(str(tmp_path / "other"), "zip", tmp_path / "r", "data")
    assert "holds no release" in run("verify", other, code=2).stderr


def test_what_is_wrong_exits_with_one_and_what_is_said_wrongly_with_two(workspace, tmp_path, run: Run):
    release = ("--workspace", workspace, "release", "demo")
    run(*release, "1.0.0", "-o", tmp_path / "one")
    assert "not empty" in run(*release, "1.0.0", "-o", tmp_path / "one", code=1).stderr
    assert "frozen with seed 0" in run(*release, "1.0.0", "-o", tmp_path / "two", "--seed", "1", code=1).stderr
    assert "no version" in run(*release, "1.0", "-o", tmp_path / "two", code=2).stderr
    assert "no split" in run(*release, "2.0.0", "-o", tmp_path / "two", "--split", "a=1", code=2).stderr
    assert "no project" in run(*release[:3], "nobody", "1.0.0", "-o", tmp_path / "two", code=2).stderr
    assert not (tmp_path / "two").exists()


def test_the_texts_come_back_by_the_tool_in_the_package(workspace, tmp_path, run: Run):
    release = ("--workspace", workspace, "release", "demo")
    run(*release, "1.0.0", "-o", tmp_path / "full")
    run(*release, "1.0.1", "-o", tmp_path / "offsets", "--texts", "offsets")
    texts = [json.loads(line)["text"] for line in (tmp_path / "full/data/all.jsonl").open(encoding="utf-8")]
    (tmp_path / "texts").mkdir()
    for number, text in enumerate(texts):
        (tmp_path / f"texts/{number}.txt").write_text(text, encoding="utf-8")
    tool = [sys.executable, "-I", str(tmp_path / "offsets/restore_texts.py"), str(tmp_path / "texts")]
    assert subprocess.run(tool, capture_output=True, check=False).returncode == 0
    run("verify", tmp_path / "offsets/restored/data/all.jsonl")


def test_a_release_imports_with_the_same_records(workspace, tmp_path, run: Run):
    run("--workspace", workspace, "release", "demo", "1.0.0", "-o", tmp_path / "r")
    other = tmp_path / "other"
    run("--workspace", other, "init")
    run("--workspace", other, "project", "create", "demo", "--annotators-per-article", 3)
    run("--workspace", other, "import", "demo", tmp_path / "r/data/all.jsonl")
    run("--workspace", other, "export", "demo", "--layers", "all", "-o", tmp_path / "again.jsonl")
    given = (json.loads(line) for line in (tmp_path / "r/data/all.jsonl").open(encoding="utf-8"))
    found = (json.loads(line) for line in (tmp_path / "again.jsonl").open(encoding="utf-8"))
    records = [{record["id"]: {**record, "history": None} for record in records} for records in (given, found)]
    assert records[0] == records[1]
