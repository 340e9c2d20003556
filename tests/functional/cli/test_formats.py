"""Corpora of other programs through the command line: in, out, what is said on the way."""

import json
import zipfile

import pytest

import schemas
from exports.format import formats
from tests.functional.cli.conftest import Run

FULL = schemas.examples("valid")["article.full"]
READERS = [info for info in formats() if info.reads and info.example]
BOTH_WAYS = [info for info in formats() if info.reads and info.writes]
LINE = {"text": "😀 The mayor said so.", "label": [[2, 11, "claim"]]}


@pytest.fixture
def news(run: Run, workspace, write):
    run("project", "create", "news")
    run("project", "create", "again")
    return write("full.jsonl", {**FULL, "history": None})


@pytest.mark.parametrize("info", READERS, ids=lambda info: info.name)
def test_auto_recognises_every_format_by_its_example(run: Run, news, tell, info):
    report = tell("import", "news", info.example)
    assert (report["stored"], report["refused"]) == (1, 0)


@pytest.mark.parametrize("info", BOTH_WAYS, ids=lambda info: info.name)
def test_what_is_exported_comes_in_again_from_a_file(run: Run, news, tell, tmp_path, info):
    run("import", "news", news)
    target = tmp_path / f"out{'.zip' if info.folder else info.suffixes[0]}"
    run("export", "news", "--format", info.name, "--layers", "all", "-o", target)
    assert tell("import", "again", target, "--format", info.name)["stored"] == 1
    [line] = run("export", "again", "--layers", "all").stdout.splitlines()
    assert json.loads(line)["text"] == FULL["text"]
    assert [layer["layer"] for layer in json.loads(line)["layers"]] == ["gold", "heron"]


def test_several_files_go_into_a_folder_or_a_zip(run: Run, news, tmp_path):
    run("import", "news", news)
    said = run("export", "news", "--format", "brat", "-o", tmp_path / "folder").stderr
    assert "Left out: 4 regions" in said
    assert (tmp_path / "folder/annotation.conf").exists()
    assert run("export", "news", "--format", "brat", "-o", tmp_path / "folder", code=1)
    run("export", "news", "--format", "brat", "-o", tmp_path / "folder", "--force")
    run("export", "news", "--format", "brat", "-o", tmp_path / "out.zip")
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        assert len(archive.namelist()) == 3
    assert run("export", "news", "--format", "brat").stdout_bytes[:2] == b"PK"


def test_a_folder_is_one_corpus(run: Run, news, tell, tmp_path):
    run("import", "news", news)
    run("export", "news", "--format", "brat", "--layers", "all", "-o", tmp_path / "folder")
    assert tell("import", "again", tmp_path / "folder")["stored"] == 1


def test_offsets_are_refused_row_by_row_with_the_unit_and_converted_when_said(run: Run, news, tmp_path):
    folder = tmp_path / "brat"
    folder.mkdir()
    (folder / "a.txt").write_text("😀 The mayor said so.")
    (folder / "a.ann").write_text("T1\tclaim 3 12\tThe mayor\n")
    said = run("import", "news", folder, code=1).stderr
    assert "a.ann:1: The text at 3–12 is 'he mayor '" in said
    assert "All 1 fit as utf16: say offsets utf16." in said
    run("import", "news", folder, "--offsets", "utf16")
    [line] = run("export", "news", "--layers", "all").stdout.splitlines()
    assert json.loads(line)["layers"][0]["annotations"][0]["anchor"]["segments"][0]["start"] == 2


def test_records_of_ours_counted_otherwise_are_converted_too(run: Run, news, write):
    anchor = {"kind": "span", "segments": [{"start": 3, "end": 12, "exact": "The mayor"}]}
    layer = {"layer": "one", "annotations": [{"id": "a", "tag": "claim", "anchor": anchor}]}
    path = write("in.jsonl", {"text": LINE["text"], "regions": [], "layers": [layer]})
    assert "fit as UTF-16" in run("import", "news", path, code=1).stderr
    run("import", "news", path, "--offsets", "utf16")


def test_unknown_labels_are_named_and_mapped(run: Run, news, write, tmp_path):
    path = write("in.jsonl", {**LINE, "label": [[2, 11, "Person"]]})
    said = run("import", "news", path, code=1).stderr
    assert "The scheme has no 'Person'" in said
    (tmp_path / "map.yaml").write_text("labels: {Person: framing}")
    run("import", "news", path, "--mapping", tmp_path / "map.yaml")
    (tmp_path / "map.yaml").write_text("labels: [")
    assert run("import", "news", path, "--mapping", tmp_path / "map.yaml", code=1).stderr.count("\n") == 1


def test_who_is_who_is_told_and_stands_in_no_export(run: Run, news, tmp_path):
    with zipfile.ZipFile(tmp_path / "corpus.zip", "w") as archive:
        for name in ("alice", "bob"):
            archive.writestr(f"{name}.jsonl", json.dumps(LINE))
    said = run("import", "news", tmp_path / "corpus.zip", "--format", "doccano").stderr
    assert " is alice" in said
    out = run("export", "news", "--layers", "all").stdout
    assert "alice" not in out
    assert len(json.loads(out)["layers"]) == 2


def test_an_archive_that_is_not_trusted_is_one_line(run: Run, news, tmp_path):
    with zipfile.ZipFile(tmp_path / "corpus.zip", "w") as archive:
        archive.writestr("../a.ann", "")
    said = run("import", "news", tmp_path / "corpus.zip", "--format", "brat", code=1).stderr
    assert "leads out of the archive" in said
    assert said.count("\n") == 1


def test_a_review_has_an_address(run: Run, news):
    run("import", "news", news)
    [review] = json.loads(run("export", "news", "--format", "claimreview").stdout)["@graph"]
    assert review["url"].startswith("http://127.0.0.1:8000/projects/news/fact-checks/")


def test_a_dry_run_stores_nothing(run: Run, news, write):
    run("import", "news", write("in.jsonl", LINE), "--dry-run")
    assert run("export", "news", "--layers", "all").stdout == ""


def test_a_format_that_is_not_installed_says_what_to_install(run: Run, news, monkeypatch):
    monkeypatch.setattr("exports.format.find_spec", lambda name: None)
    for info in [info for info in formats() if info.needs]:
        if info.writes:
            said = run("export", "news", "--format", info.name, code=1).stderr
            assert "pip install 'annotator[all]'" in said
            assert said.count("\n") == 1
