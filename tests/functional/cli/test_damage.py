"""What is damaged, missing or tampered with is called what it is, with what to do; never busy, never healthy."""

import json
import re
import shutil
import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import create_engine, text

from tests.corpora import line
from tests.functional.cli.conftest import Run
from tests.seed import seed_path

PAGE = 4096


@pytest.fixture
def news(run: Run, gold):
    run("init")
    return gold


def spoil(workspace, table):
    """Write over the first page of a table or an index."""
    path = workspace / "annotator.db"
    with closing(sqlite3.connect(path)) as database:
        query = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        (page,) = database.execute(query, (table,)).fetchone()
    with path.open("r+b") as file:
        file.seek((page - 1) * PAGE)
        file.write(b"\xaa" * PAGE)


def overwrite(workspace, start, data):
    with (workspace / "annotator.db").open("r+b") as file:
        file.seek(start)
        file.write(data)


def cut(workspace):
    path = workspace / "annotator.db"
    path.write_bytes(path.read_bytes()[: 20 * PAGE])


DAMAGE = {
    "a page of a table": lambda workspace: spoil(workspace, "article"),
    "the page that says the version": lambda workspace: spoil(workspace, "alembic_version"),
    "the page of the tables": lambda workspace: overwrite(workspace, 100, b"\xaa" * 2000),
    "the head": lambda workspace: overwrite(workspace, 0, b"\xaa" * 100),
    "the end": cut,
}


@pytest.mark.parametrize("name", DAMAGE)
def test_damage_is_called_damage_by_check_and_doctor(run: Run, tell, news, name):
    DAMAGE[name](news)
    said = run("check", code=1).stderr
    assert "damaged" in said and "restore the last backup" in said and "cannot be written" not in said
    facts = {fact["name"]: fact for fact in tell("doctor")}
    assert facts["soundness"]["value"] == "damaged" and "restore the last backup" in facts["soundness"]["warning"]


def test_check_names_the_table_that_is_damaged(run: Run, news):
    spoil(news, "article")
    assert "table article" in run("check", code=1).stderr


def test_damage_to_an_index_is_found(run: Run, news):
    spoil(news, "ix_change_event_id")
    assert "change" in run("check", code=1).stderr


def test_a_value_that_is_not_as_it_was_written_is_found(run: Run, news):
    with sqlite3.connect(news / "annotator.db") as database:
        database.execute("UPDATE annotation SET anchor = '{'")
    assert "not as it was written" in run("check", code=1).stderr


def test_other_commands_say_so_too_and_a_backup_of_it_is_none(run: Run, news, tmp_path):
    spoil(news, "article")
    assert "annotator check" in run("export", "news", code=1).stderr
    assert "damaged" in run("backup", tmp_path / "saved.tgz", code=1).stderr
    assert not (tmp_path / "saved.tgz").exists()


def test_an_emptied_database_asks_for_the_backup_first(run: Run, news):
    for path in news.glob("annotator.db*"):
        path.unlink()
    (news / "annotator.db").touch()
    assert "restore a backup" in run("check", code=1).stderr


def test_a_damaged_page_of_postgresql_is_found(run: Run, tell, each_workspace, database_url, cluster):
    if database_url.startswith("sqlite"):
        return
    run("project", "create", "news")
    run("import", "news", seed_path("seed/gold.json"))
    engine = create_engine(database_url)
    with engine.connect() as connection:
        path = connection.execute(text("SELECT pg_relation_filepath('article')")).scalar_one()
        connection.execute(text("CHECKPOINT"))
    engine.dispose()
    with (cluster.folder / "data" / path).open("r+b") as file:
        file.write(b"\xaa" * 8192)
    cluster.crash()
    said = run("check", code=1).stderr
    assert "table article" in said and "restore the last backup" in said
    assert "damaged" in run("export", "news", code=1).stderr


GONE = "DROP TRIGGER event_no_update"
OTHER = "CREATE TRIGGER event_no_update BEFORE UPDATE ON event WHEN 0 BEGIN SELECT RAISE(ABORT, 'no'); END"
EXTRA = "CREATE TRIGGER quiet AFTER INSERT ON comment BEGIN DELETE FROM comment; END"


@pytest.mark.parametrize(
    ("statements", "words"),
    [([GONE], "is missing"), ([GONE, OTHER], "not as it was made"), ([EXTRA], "none of ours")],
)
def test_history_that_could_be_changed_is_found(run: Run, tell, news, tmp_path, statements, words):
    with sqlite3.connect(news / "annotator.db") as database:
        for statement in statements:
            database.execute(statement)
    assert words in run("check", code=1).stderr
    facts = {fact["name"]: fact for fact in tell("doctor")}
    assert words in facts["triggers"]["warning"] and facts["soundness"]["value"] == "ok"
    assert words in run("backup", tmp_path / "saved.tgz", code=1).stderr


def test_a_workspace_without_its_key_says_what_is_missing_and_makes_no_other(run: Run, news):
    (news / "secret.key").unlink()
    for command in (["check"], ["init"], ["doctor"], ["serve"], ["verify", news]):
        said = run(*command, code=2).stderr
        assert "secret.key is missing" in said and "backup" in said and "umask 077" in said
    assert not (news / "secret.key").exists()


def test_a_signing_key_that_is_gone_is_not_replaced_unasked(run: Run, news):
    public = (news / "keys/public.txt").read_text()
    (news / "keys/signing.key").unlink()
    assert "signing.key is missing" in run("checkpoint", code=2).stderr
    assert (news / "keys/public.txt").read_text() == public
    run("checkpoint", "renew-key")
    assert (news / "keys/public.txt").read_text().startswith(public.strip())
    run("checkpoint")


def test_a_folder_that_is_no_workspace_stays_none(run: Run, empty):
    empty.mkdir()
    shutil.copy(__file__, empty / "notes.txt")
    assert "is no workspace" in run("check", code=2).stderr


VALUES = {
    "no JSON any more": ("annotation", "anchor", "replace(anchor, '{', '[')"),
    "another key": ("annotation", "anchor", "replace(anchor, 'segments', 'segmentq')"),
    "no text any more": ("annotation", "attributes", "cast(replace(attributes, 'a', x'e1') AS text)"),
    "of an article": ("article", "regions", "replace(regions, '[', '{')"),
}
NAMED = re.compile(
    r"annotation [0-9a-f-]{36} of article |annotation/\w+/[0-9a-f-]{36} is not|article seed-000: its regions"
)


@pytest.fixture
def read_twice(run: Run, workspace, tmp_path):
    """A project with one article that two have read, whose layers came along."""
    run("init")
    run("project", "create", "news")
    marks = {name: [("claim", 0, 5)] for name in ("x1", "x2")}
    (tmp_path / "a.jsonl").write_text(json.dumps(line("i", marks)), encoding="utf-8")
    run("import", "news", tmp_path / "a.jsonl")
    return workspace


def change(workspace, value: str) -> None:
    """Write over a value of the first row, as a flipped bit does: past everything that would refuse it."""
    table, column, other = VALUES[value]
    with sqlite3.connect(workspace / "annotator.db") as database:
        database.execute(f"UPDATE {table} SET {column} = {other} WHERE id = (SELECT min(id) FROM {table})")


def named(said: str) -> None:
    """The last line names the record and says what to do."""
    last = said.splitlines()[-1]
    assert NAMED.search(last) and "went wrong inside" not in last, last
    assert "annotator check" in last and "restore the last backup" in last


@pytest.mark.parametrize("value", VALUES)
def test_a_value_that_is_damaged_is_named_by_an_export_and_a_release(run: Run, news, tmp_path, value):
    change(news, value)
    named(run("export", "news", "-o", tmp_path / "out.jsonl", code=1).stderr)
    named(run("release", "news", "1.0.0", "-o", tmp_path / "out", code=1).stderr)
    assert not list(tmp_path.glob("out*"))


@pytest.mark.parametrize("value", ["no JSON any more", "another key"])
def test_a_value_that_is_damaged_is_named_by_agreement(run: Run, read_twice, value):
    change(read_twice, value)
    named(run("agreement", "news", "--layers", "x1,x2", code=1).stderr)
