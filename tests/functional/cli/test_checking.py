"""check, verify and doctor: what is wrong is named, and nothing is repaired."""

import json
import sqlite3

import pytest

from tests.functional.cli.conftest import Run
from tests.seed import seed_path


@pytest.fixture
def news(gold):
    return gold


def change(workspace, statement):
    """Do what no service does; the triggers that keep history out of reach are away meanwhile."""
    with sqlite3.connect(workspace / "annotator.db") as database:
        triggers = database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            database.execute(f"DROP TRIGGER {name}")
        database.execute(statement)
        for _, definition in triggers:
            database.execute(definition)


def test_check_of_a_sound_workspace(run: Run, tell, each_workspace):
    run("project", "create", "news")
    run("import", "news", seed_path("seed/gold.json"))
    findings = tell("check")
    assert [finding["check"] for finding in findings] == [
        "database", "triggers", "texts", "quotes", "history", "checkpoints", "captures", "state", "articles",
    ]  # fmt: skip
    assert all(finding["ok"] for finding in findings)
    assert [finding["check"] for finding in findings if not finding["looked_at"]] == ["checkpoints", "captures"]


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE article SET text = replace(text, 'e', 'a')", "not what was frozen"),
        ("UPDATE annotation SET anchor = replace(anchor, 'exact\":\"', 'exact\":\"x')", "is not the quote"),
        ("UPDATE annotation SET tag = 'framing' WHERE tag = 'claim'", "not what its history says"),
        ("UPDATE layer SET state = 'open'", "not what its history says"),
        ("UPDATE project SET title = 'Other news'", "project is not what its history says"),
        ("UPDATE source SET body = replace(body, 'http', 'https')", "not what its history says"),
        ("UPDATE article SET events = events + 1", "events or head"),
        ("UPDATE article SET head = '0'", "events or head"),
        ("DELETE FROM relation", "in the history and not in the tables"),
        ("UPDATE event SET action = 'project:create' WHERE seq = 2", "was changed"),
        ("UPDATE event SET actor = 'somebody'", "was changed"),
        ("UPDATE change SET body = '{}' WHERE id = 3", "something else than is kept"),
        ("UPDATE change SET salt = '00'", "something else than is kept"),
        ("UPDATE chain SET seq = seq + 1", "missing"),
        ("DELETE FROM change WHERE id = (SELECT max(id) FROM change)", "something else than is kept"),
    ],
)
def test_check_finds(run: Run, news, statement, words):
    change(news, statement)
    result = run("check", code=1)
    assert words in result.stderr


def test_a_broken_foreign_key_is_found(run: Run, news):
    change(news, "UPDATE layer SET article_id = 99")
    assert "not there" in run("check", code=1).stderr


def test_the_last_event_cut_off_is_found(run: Run, news):
    change(news, "DELETE FROM change WHERE event_id = (SELECT max(id) FROM event)")
    change(news, "DELETE FROM event WHERE id = (SELECT max(id) FROM event)")
    assert "missing" in run("verify", code=1).stderr


def test_what_is_wrong_is_told_to_a_program_too(run: Run, news):
    change(news, "UPDATE article SET head = '0'")
    findings = json.loads(run("check", "--json", code=1).stdout)
    assert [finding["check"] for finding in findings if not finding["ok"]] == ["articles"]


def test_verify_of_the_workspace_in_use(run: Run, news):
    assert "ok   history" in run("verify").stdout


def test_verify_of_a_workspace_named(run: Run, news, monkeypatch):
    monkeypatch.delenv("ANNOTATOR_WORKSPACE")
    assert "ok   quotes" in run("verify", news).stdout


def test_verify_of_an_export(run: Run, news, tmp_path):
    run("export", "news", "--layers", "all", "-o", tmp_path / "out.jsonl")
    assert "1 lines" in run("verify", tmp_path / "out.jsonl").stdout


def test_verify_names_the_first_line_that_was_changed(run: Run, news, tmp_path):
    target = tmp_path / "out.jsonl"
    run("export", "news", "--layers", "all", "-o", target)
    text = target.read_text(encoding="utf-8")
    target.write_text(text.replace("checkworthy_factual", "unimportant_factual", 1), encoding="utf-8")
    result = run("verify", target, code=1)
    assert "line 1: " in result.stderr and "SHA-256" in result.stderr


def test_verify_of_something_else_is_wrong_usage(run: Run, tmp_path):
    assert "neither" in run("verify", tmp_path, code=2).stderr


def test_doctor_reads_the_settings_back(tell, each_workspace):
    facts = {fact["name"]: fact for fact in tell("doctor")}
    durable = facts.get("synchronous") or facts["synchronous_commit"]
    assert durable["value"] in {"2", "on"} and durable["warning"] is None
    assert facts["tables"]["value"] == "up to date"


def test_doctor_warns_of_a_key_that_others_can_read(tell, workspace):
    (workspace / "secret.key").chmod(0o644)
    facts = {fact["name"]: fact for fact in tell("doctor")}
    assert "chmod 600" in facts["secret key"]["warning"]
