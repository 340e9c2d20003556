"""import: all or nothing, each error as FILE:LINE: reason."""

import json
import os

import pytest

from tests.functional.cli.conftest import Run
from tests.pages import PAGE
from tests.seed import seed_path


@pytest.fixture
def news(run: Run, workspace):
    run("project", "create", "news")
    return workspace


def articles(tell):
    return tell("project", "list")[0]["articles"]


def test_json_lines_are_stored(run: Run, tell, each_workspace, write):
    run("project", "create", "news")
    file = write("a.jsonl", {"text": "One."}, {"text": "Two."})
    report = tell("import", "news", file)
    assert (report["stored"], report["refused"]) == (2, 0)
    assert articles(tell) == 2


def test_a_text_file_gets_its_title_from_its_text(run: Run, news, write):
    run("import", "news", write("a.txt", "A headline", "", "The first sentence of the body. A second one."))
    assert json.loads(run("export", "news").stdout)["title"] == "A headline"


def test_a_page_is_read_and_its_report_says_what_became_of_it(run: Run, tell, news, tmp_path):
    (tmp_path / "a.html").write_text(PAGE)
    line = tell("import", "news", tmp_path / "a.html")["lines"][0]
    assert line["page"]["active"] == 6 and line["boilerplate"] > 0
    assert {one["what"] for one in line["page"]["dropped"]} >= {"hidden", "comment"}
    stored = json.loads(run("export", "news").stdout)
    assert stored["title"] == "Mayor opens bridge" and stored["outlet"] == "The Courier"


def test_a_pdf_named_as_a_page_is_refused_by_line(run: Run, news, tmp_path):
    (tmp_path / "a.html").write_bytes(b"%PDF-1.7")
    assert "a.html:1: This looks like PDF" in run("import", "news", tmp_path / "a.html", code=1).stderr


def test_one_bad_line_stores_nothing(run: Run, tell, news, write):
    file = write("a.jsonl", {"text": "One."}, "{oops", {"title": "no text"}, {"text": "Two."})
    result = run("import", "news", file, code=1)
    assert f"{file}:2: " in result.stderr and f"{file}:3: " in result.stderr
    assert articles(tell) == 0


def test_one_bad_file_stores_nothing_of_the_others(run: Run, tell, news, write):
    good, bad = write("a.jsonl", {"text": "One."}), write("b.jsonl", {"text": ""})
    assert f"{bad}:1: " in run("import", "news", good, bad, code=1).stderr
    assert articles(tell) == 0


def test_skip_bad_stores_the_rest_and_keeps_the_refused_lines(run: Run, tell, news, write, tmp_path):
    file = write("a.jsonl", {"text": "One."}, "{oops", {"text": "Two."})
    report = tell("import", "news", file, "--skip-bad")
    assert (report["stored"], report["refused"]) == (2, 1)
    assert (tmp_path / "a.rejects.jsonl").read_text() == "{oops\n"
    assert report["rejects"] == [str(tmp_path / "a.rejects.jsonl")]


BAD = {
    "white": ({"text": " "}, "only white space"),
    "twice": ({"text": "One."}, "already in this project"),
    "number": ({"text": 5}, "Say the text"),
    "field": ({"text": "x", "outlt": "y"}, "no field"),
    "date": ({"text": "x", "published": "soon"}, "soon"),
    "language": ({"text": "x", "language": "??"}, "??"),
    "long": ({"text": "x", "title": "t" * 9000}, "title"),
    "address": ({"text": "x", "url": "ftp://a.example"}, "url"),
    "control": ({"text": "a\u0000b"}, "0000"),
    "html": ({"html": "<p>"}, ""),
}


@pytest.mark.parametrize("bad, words", BAD.values(), ids=BAD)
@pytest.mark.parametrize("option", ["--skip-bad", "--dry-run"])
def test_every_refusal_is_told_beside_what_is_stored(run: Run, tell, news, write, bad, words, option):
    file = write("a.jsonl", {"text": "One."}, bad, {"text": "Two."})
    said = run("--json", "import", "news", file, option, code=0 if option == "--skip-bad" else 1)
    told = [line for line in json.loads(said.stdout)["lines"] if "detail" in line]
    assert [line["line"] for line in told] == [2]
    assert f"{file}:2: " in said.stderr and words in said.stderr


def test_rejects_never_overwrite_those_of_before(run: Run, news, write, tmp_path):
    (tmp_path / "a.rejects.jsonl").write_text("of before")
    run("import", "news", write("a.jsonl", {"text": "One."}, "{oops"), "--skip-bad")
    assert (tmp_path / "a.rejects.jsonl").read_text() == "of before"
    assert (tmp_path / "a.rejects-2.jsonl").read_text() == "{oops\n"


def test_dry_run_checks_and_stores_nothing(run: Run, tell, news, write):
    assert tell("import", "news", write("a.jsonl", {"text": "One."}), "--dry-run")["dry_run"] is True
    assert articles(tell) == 0


def test_dry_run_finds_what_the_project_has_already(run: Run, news, write):
    file = write("a.jsonl", {"text": "One."})
    run("import", "news", file)
    assert "already" in run("import", "news", file, "--dry-run", code=1).stderr


def test_the_same_text_twice_is_refused_by_name(run: Run, news, write):
    file = write("a.jsonl", {"text": "One."}, {"text": "One."})
    assert (
        f"{file}:2: This text is already in this project, as line 1" in run("import", "news", file, code=1).stderr
    )


def test_a_folder_gives_all_files_of_known_kinds(run: Run, tell, news, tmp_path):
    (tmp_path / "in").mkdir()
    for name in ("b.txt", "a.txt", "notes.xyz"):
        (tmp_path / "in" / name).write_text(f"The text of {name}.")
    lines = tell("import", "news", tmp_path / "in")["lines"]
    assert [line["file"].rsplit("/", 1)[1] for line in lines] == ["a.txt", "b.txt"]


def test_a_file_of_unknown_kind_is_wrong_usage(run: Run, news, write):
    assert "--format" in run("import", "news", write("a.xyz", "What?"), code=2).stderr


def test_an_unknown_format_is_wrong_usage(run: Run, news, write):
    assert "jsonl" in run("import", "news", write("a.txt", "x"), "--format", "word", code=2).stderr


def test_a_file_that_is_not_there_is_wrong_usage(run: Run, news):
    run("import", "news", "nowhere.jsonl", code=2)


def test_invalid_utf8_is_named_with_its_line(run: Run, news, tmp_path):
    (tmp_path / "a.jsonl").write_bytes(b'{"text": "One."}\n{"text": "\xff"}\n')
    assert "a.jsonl:2: " in run("import", "news", tmp_path / "a.jsonl", code=1).stderr


def test_what_is_kept_and_what_is_boilerplate_is_reported(tell, run: Run, news):
    (line,) = tell("import", "news", seed_path("seed/article.txt"))["lines"]
    assert line["kept"] + line["boilerplate"] == 3393 and line["boilerplate"] == 443


def test_the_seed_article_gets_the_regions_of_its_gold(run: Run, news):
    run("import", "news", seed_path("seed/article.txt"))
    record = json.loads(run("export", "news").stdout)
    gold = json.loads(seed_path("seed/gold.json").read_text(encoding="utf-8"))
    edges = [(r["start"], r["end"]) for r in gold["regions"] if r["role"] == "boilerplate"]
    assert [(r["start"], r["end"]) for r in record["regions"] if r["role"] == "boilerplate"] == edges
    assert record["text"] == gold["text"]


def test_a_file_that_holds_nothing_is_refused(run: Run, news, write, tmp_path):
    file = write("a.jsonl")
    assert run("import", "news", file, code=1).stderr == f"annotator: There is nothing to take in in {file}.\n"
    (tmp_path / "empty").mkdir()
    run("import", "news", tmp_path / "empty", "--format", "brat", code=1)


@pytest.mark.parametrize(
    "name, data, says",
    [
        ("a.csv", b"", ":1: The table is empty. Choose one whose first row names its columns"),
        ("a.zip", b"", ": The file is empty. Choose another."),
        ("a.zip", b"PK\x05\x06" + bytes(18), ": The archive holds no files."),
    ],
)
def test_a_file_that_is_empty_is_called_so(run: Run, news, tmp_path, name, data, says):
    (tmp_path / name).write_bytes(data)
    assert run("import", "news", tmp_path / name, code=1).stderr.startswith(f"annotator: {tmp_path / name}{says}")


def test_errors_come_in_the_order_of_the_lines(run: Run, news, write):
    lines = [{"text": "A.", "label": [[0, 1, label]]} for label in ("claim", "no", "claim")]
    file = write("a.jsonl", *lines, {"text": "B.", "label": [[0, 9, "claim"]]}, "{oops")
    told = run("import", "news", file, "--format", "doccano", code=1).stderr
    numbers = [line.split(":")[1] for line in told.splitlines() if line.startswith(str(file))]
    assert numbers == sorted(numbers) and len(numbers) >= 2


def test_what_can_be_read_only_once_is_refused_before_it_is_read(run: Run, workspace, tmp_path):
    run("project", "create", "news")
    os.mkfifo(tmp_path / "pipe.jsonl")
    assert "into a file first" in run("import", "news", tmp_path / "pipe.jsonl", code=2).stderr


@pytest.mark.parametrize(
    "name, data",
    [("b\udcff.txt", "One."), ("b\udcff.jsonl", '{"text":"One."}\n{'), ("b\udcff.csv", "text\nOne.\n")],
)
def test_a_file_may_have_a_name_that_is_no_text(run: Run, tell, news, tmp_path, name, data):
    (tmp_path / name).write_text(data)
    shown = name.replace("\udcff", "\ufffd")
    told = tell("import", "news", tmp_path / name, "--skip-bad")
    assert told["stored"] == 1 and told["lines"][0]["file"] == str(tmp_path / shown)
    assert (
        f"{shown}:{told['lines'][0]['line']}: This text is already"
        in run("import", "news", tmp_path / name, code=1).stderr
    )


def test_a_name_that_is_kept_must_be_text(run: Run, tell, news, tmp_path):
    (tmp_path / "b\udcff.txt").write_text("One.")
    (tmp_path / "b\udcff.ann").write_text("T1\tclaim 0 3\tOne\n")
    told = tell("import", "news", tmp_path, "--format", "brat", code=1)["lines"]
    assert [(line["file"][-6:], line["code"]) for line in told] == [("b\ufffd.txt", "bad_character")]


def test_invisible_characters_are_told(run: Run, tell, news, tmp_path):
    (tmp_path / "a.txt").write_text("The mayor \u202e said \u200b so.", encoding="utf-8")
    (tmp_path / "b.txt").write_text("The council said \u200b no.", encoding="utf-8")
    said = run("import", "news", tmp_path / "a.txt", tmp_path / "b.txt", "--dry-run").stderr
    assert "a.txt:1: at 10 the text holds U+202E RIGHT-TO-LEFT OVERRIDE." in said
    assert "a.txt:1: at 17 the text holds U+200B ZERO WIDTH SPACE, and so do 1 more." in said
    marks = tell("import", "news", tmp_path / "a.txt")["lines"][0]["marks"]
    assert [mark["kind"] for mark in marks] == ["zero_width", "bidi"]
