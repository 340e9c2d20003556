"""`annotator agreement`: the figures of a project, or a line for each known answer and an exit code for all."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.corpora import line
from tests.seed import seed_path

RUN = [sys.executable, "-c", "from annotator.cli import main; main()", "agreement"]
ROOT = Path(__file__).parents[3]


def run(*words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*RUN, *map(str, words)], cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two vectors, of which one is wrong, and what is to be passed over."""
    good: dict[str, Any] = {
        "schema": "agreement-vector/1",
        "name": "good",
        "measure": "cohen_kappa",
        "input": {"contingency": [[20, 10], [20, 50]]},
        "expected": {"Ao": 0.7},
        "tolerance": {"abs": 1e-9},
    }
    (tmp_path / "a_good.json").write_text(json.dumps(good))
    (tmp_path / "b_wrong.json").write_text(json.dumps({**good, "name": "wrong", "expected": {"Ao": 0.8}}))
    (tmp_path / "MANIFEST.json").write_text("{}")
    (tmp_path / "README.md").write_text("Known answers.")
    return tmp_path


def test_a_line_for_each_vector_and_exit_1_when_one_is_not_met(folder: Path) -> None:
    done = run("--vectors", folder)
    assert done.stdout.splitlines() == ["pass good", "fail wrong: Ao is 0.7, expected 0.8"]
    assert (done.returncode, "1 of 2" in done.stderr) == (1, True)


def test_all_met_is_exit_0(folder: Path) -> None:
    (folder / "b_wrong.json").unlink()
    done = run("--vectors", folder)
    assert (done.returncode, done.stdout) == (0, "pass good\n")


def test_for_a_program(folder: Path) -> None:
    found = json.loads(run("--vectors", folder, "--json").stdout)
    assert [(one["name"], one["ok"]) for one in found] == [("good", True), ("wrong", False)]


def test_a_file_that_is_no_json_fails_by_its_name(folder: Path) -> None:
    (folder / "c_broken.json").write_text("{")
    assert "fail c_broken: this is not JSON" in run("--vectors", folder).stdout


def test_a_file_that_cannot_be_read_fails_alone_and_in_one_line(folder: Path) -> None:
    (folder / "d_deep.json").write_text("[" * 100_000, "utf-8")
    (folder / "e_folder.json").mkdir()
    (folder / "f_nan.json").write_text('{"schema": "agreement-vector/1", "name": "f", "input": NaN}', "utf-8")
    (folder / "g_name.json").write_text('{"schema": "agreement-vector/1", "name": "two\\nlines"}', "utf-8")
    said = run("--vectors", folder).stdout.splitlines()
    words = [line.split(":")[0] for line in said[2:]]
    assert words == ["fail d_deep", "fail e_folder", "fail f_nan", "fail two lines"]


@pytest.mark.parametrize("words", [["--vectors", "no-such-folder"], ["--vectors", "annotator"], []])
def test_wrong_usage_is_exit_2(words: list[str]) -> None:
    done = run(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("annotator: ")


def test_the_known_answers_beside_the_project_are_met() -> None:
    done = run("--vectors", seed_path("agreement"))
    assert done.returncode == 0, done.stdout
    assert done.stdout.count("pass ") >= 48


def test_the_figures_of_a_project(workspace: Path, run: Any, tell: Any, write: Any) -> None:
    run("project", "create", "news")
    layers = {"p": [("claim", 0, 20)], "q": [("claim", 6, 20)]}
    run("import", "news", write("corpus.jsonl", line("x", layers), line("y", layers)))
    found = tell("agreement", "news", "--tag", "claim", "--layers", "p,q", "--bootstrap", "50")
    assert list(found["tags"]) == ["claim"]
    assert found["tags"]["claim"]["f1"]["iou_weighted"] == pytest.approx(0.7)
    shown = run("agreement", "news").stdout
    assert "claim: α 0." in shown and "too few articles" in shown and "undefined (nothing_marked)" in shown


def test_what_a_project_does_not_have_is_refused(workspace: Path, run: Any) -> None:
    run("project", "create", "news")
    assert "no tag 'other'" in run("agreement", "news", "--tag", "other", code=2).stderr
    assert "no finished layer 'x'" in run("agreement", "news", "--layers", "x", code=2).stderr
    assert "no finished layer 'x'" in run("agreement", "news", "--layers", "x", "--gamma", code=2).stderr
    run("agreement", "nowhere", code=2)
    run("agreement", "news", "--vectors", workspace, code=2)
