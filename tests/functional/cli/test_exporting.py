"""export: streamed, never half a file, and back again."""

import json

import pytest

from exports.verify import verify_file
from tests.functional.cli.conftest import Run
from tests.seed import seed_path

BOUND = ("id", "project", "history")


@pytest.fixture
def news(run: Run, workspace, write):
    run("project", "create", "news")
    run("import", "news", write("in.jsonl", {"text": "One."}, {"text": "Two."}))
    return workspace


def test_export_writes_a_line_for_each_article(run: Run, news):
    assert [json.loads(line)["text"] for line in run("export", "news").stdout.splitlines()] == ["One.", "Two."]


def test_the_same_state_gives_the_same_bytes(run: Run, news):
    assert run("export", "news", "--layers", "all").stdout == run("export", "news", "--layers", "all").stdout


def test_export_to_a_file_prints_its_name(run: Run, news, tmp_path):
    target = tmp_path / "out.jsonl"
    assert run("export", "news", "-o", target).stdout == f"{target}\n"
    assert verify_file(target).ok


def test_export_refuses_to_overwrite_without_force(run: Run, news, tmp_path):
    (tmp_path / "out.jsonl").write_text("precious")
    assert "--force" in run("export", "news", "-o", tmp_path / "out.jsonl", code=1).stderr
    assert (tmp_path / "out.jsonl").read_text() == "precious"
    run("export", "news", "-o", tmp_path / "out.jsonl", "--force")
    assert len((tmp_path / "out.jsonl").read_text().splitlines()) == 2


def test_no_other_file_is_left_behind(run: Run, news, tmp_path):
    before = set(tmp_path.iterdir())
    run("export", "news", "-o", tmp_path / "out.jsonl")
    assert set(tmp_path.iterdir()) - before == {tmp_path / "out.jsonl"}


def test_an_unknown_layer_is_refused_and_leaves_no_file(run: Run, news, tmp_path):
    assert "nobody" in run("export", "news", "--layers", "nobody", "-o", tmp_path / "out", code=2).stderr
    assert not (tmp_path / "out").exists()


def test_an_unknown_format_is_wrong_usage(run: Run, news):
    assert "jsonl" in run("export", "news", "--format", "word", code=2).stderr


def test_formats_are_listed(run: Run, tell, empty):
    assert "jsonl" in run("formats").stdout
    (ours,) = [info for info in tell("formats") if info["name"] == "jsonl"]
    assert ours["reads"] and ours["writes"] and ours["lossless"]


def test_the_gold_comes_back_equal_but_for_what_is_bound_to_the_workspace(run: Run, each_workspace, tmp_path):
    for slug in ("one", "two"):
        run("project", "create", slug)
    run("import", "one", seed_path("seed/gold.json"))
    run("export", "one", "--layers", "all", "-o", tmp_path / "one.jsonl")
    run("import", "two", tmp_path / "one.jsonl")
    first = json.loads((tmp_path / "one.jsonl").read_text(encoding="utf-8"))
    again = json.loads(run("export", "two", "--layers", "all").stdout)
    assert without(again) == without(first)
    assert verify_file(tmp_path / "one.jsonl").ok


def test_the_gold_comes_out_as_it_went_in(run: Run, workspace):
    run("project", "create", "one")
    run("import", "one", seed_path("seed/gold.json"))
    out = json.loads(run("export", "one", "--layers", "all").stdout)
    given = json.loads(seed_path("seed/gold.json").read_text(encoding="utf-8"))
    assert out["regions"] == given["regions"] and out["text_sha256"] == given["text_sha256"]
    for ours, theirs in zip(out["layers"], given["layers"], strict=True):
        assert ours["state"] == theirs["state"]
        assert places(ours) == places(theirs)
        assert len(ours["relations"]) == len(theirs["relations"])
    assert [source["title"] for source in out["sources"]] == [source["title"] for source in given["sources"]]


def places(layer):
    return [(a["tag"], a["anchor"]["segments"], a["version"], a["origin"]) for a in layer["annotations"]]


def without(record):
    return {key: value for key, value in record.items() if key not in BOUND}
