"""Schemes at the command line: listed, checked, exported, put in force."""

from __future__ import annotations

import schemas


def test_ours_are_listed(tell):
    assert [row["name"] for row in tell("scheme", "list")] == schemas.scheme_names()


def test_a_project_takes_a_scheme_from_a_file_and_gives_it_back(run, tell, workspace, tmp_path):
    run("project", "create", "news")
    data = run("scheme", "export", "news").stdout
    path = tmp_path / "scheme.yaml"
    path.write_text(data.replace("en: Voice", "en: Whose words"), encoding="utf-8")
    assert "is a scheme" in run("scheme", "validate", str(path)).stdout
    assert tell("scheme", "import", "news", path, "--dry-run")["version"] == 1
    assert tell("scheme", "import", "news", path) == {
        "version": 2,
        "touched": 0,
        "in_the_way": 0,
    }
    assert "Whose words" in run("scheme", "export", "news").stdout


def test_a_bad_file_is_wrong_usage(run, tmp_path):
    path = tmp_path / "scheme.yaml"
    path.write_text("scheme: x\nversion: 1\ntags: {}\n", encoding="utf-8")
    assert "Line" in run("scheme", "validate", str(path), code=2).stderr


def test_each_fault_of_a_file_has_a_line_of_its_own(run, tmp_path):
    path = tmp_path / "scheme.yaml"
    path.write_text(
        run("scheme", "export", "media-bias").stdout.replace("definition:", "meaning:"), encoding="utf-8"
    )
    lines = run("scheme", "validate", str(path), code=2).stderr.splitlines()
    assert len(lines) > 5
    assert all(f"{path}: Line " in line and "meaning" in line for line in lines)
