"""checkpoint: made, shown, and held against the workspace."""

from __future__ import annotations

import sqlite3

import pytest
from sqlalchemy import select, text

from annotator.db import open_store
from annotator.domain.history import GENESIS, leaf
from annotator.models import Article, Chain, Event
from annotator.queries.events import event_record
from tests.functional.cli.conftest import Run
from tests.seed import seed_path


@pytest.fixture
def news(run: Run, each_workspace):
    run("project", "create", "news")
    return each_workspace


def test_every_chain_is_signed(tell, news):
    made = tell("checkpoint")
    name = made[0]["origin"]
    assert [row["origin"] for row in made] == [name, f"{name}/news", f"{name}/news/access"]
    assert [row["note"] for row in tell("checkpoint", "list", "news")] == [row["note"] for row in made[1:]]


def test_an_unknown_project_is_wrong_usage(run: Run, workspace):
    assert "no project 'nope'" in run("checkpoint", "list", "nope", code=2).stderr


def test_the_key_lies_outside_the_database_for_its_owner_alone(run: Run, news):
    run("checkpoint")
    assert (news / "keys/signing.key").stat().st_mode & 0o777 == 0o600
    first = run("checkpoint", "key").stdout.strip()
    second = run("checkpoint", "renew-key").stdout.strip()
    assert run("checkpoint", "key").stdout.split() == [first, second]
    assert " until 20" in (news / "keys/public.txt").read_text().splitlines()[0]


def test_the_keys_may_lie_outside_the_folder_of_the_database(run: Run, news, tmp_path, monkeypatch):
    monkeypatch.setenv("ANNOTATOR_KEYS", str(tmp_path / "elsewhere"))
    kept = run("checkpoint").stdout
    assert (tmp_path / "elsewhere/signing.key").exists() and not (news / "keys").exists()
    run("check")
    assert run("checkpoint", "compare", "-", stdin=kept).stdout.count("ok   ") == 3


def test_a_note_kept_elsewhere_is_held_against_the_workspace(run: Run, news, tmp_path):
    kept = tmp_path / "kept.txt"
    kept.write_text(run("checkpoint").stdout)
    run("project", "create", "more")
    run("checkpoint", "renew-key")
    assert "ok   " in run("checkpoint", "compare", kept).stdout
    forged = kept.read_text().replace("/news\n", "/mews\n")
    assert "does not fit" in run("checkpoint", "compare", "-", stdin=forged, code=1).stderr


def test_a_note_of_more_than_there_is_now_tells_of_a_loss(run: Run, workspace, tmp_path):
    run("checkpoint", "key")
    run("backup", tmp_path / "b")
    run("project", "create", "more")
    kept = run("checkpoint").stdout
    run("--workspace", tmp_path / "older", "restore", tmp_path / "b")
    result = run("--workspace", tmp_path / "older", "checkpoint", "compare", "-", stdin=kept, code=1)
    assert "no project 'more'" in result.stderr


def test_a_file_without_notes_is_refused(run: Run, news, tmp_path):
    (tmp_path / "words").write_text("words\n")
    assert "no signed note" in run("checkpoint", "compare", tmp_path / "words", code=1).stderr


def rewrite(workspace):
    """Do what who holds the database can: change who acted first, and make a whole chain over it."""
    store = open_store(f"sqlite:///{workspace / 'annotator.db'}")
    with store.writing() as session:
        triggers = session.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")).all()
        for name, _ in triggers:
            session.execute(text(f"DROP TRIGGER {name}"))
        for chain in session.scalars(select(Chain)):
            before, heads = GENESIS, {}
            for event in session.scalars(select(Event).where(Event.chain_id == chain.id).order_by(Event.seq)):
                old, event.prev_hash, event.actor = event.hash, before, event.actor[::-1]
                before = heads[old] = event.hash = leaf(event_record(event))
            chain.head = before
            for article in session.scalars(select(Article).where(Article.head.in_(heads))):
                article.head = heads[article.head]
        session.flush()
        for _, definition in triggers:
            session.connection().exec_driver_sql(definition)
    store.close()


def test_a_history_that_was_made_anew_is_found_by_what_was_signed(run: Run, workspace, tmp_path):
    run("project", "create", "news")
    run("import", "news", seed_path("seed/gold.json"))
    kept = run("checkpoint").stdout
    run("check")
    rewrite(workspace)
    for command in ("check", "verify"):
        assert "not those that were signed" in run(command, code=1).stderr
    with sqlite3.connect(workspace / "annotator.db") as database:
        query = "SELECT sql FROM sqlite_master WHERE name = 'checkpoint_no_delete'"
        (definition,) = database.execute(query).fetchone()
        database.execute("DROP TRIGGER checkpoint_no_delete")
        database.execute("DELETE FROM checkpoint")
        database.execute(definition)
    run("check")  # nothing inside tells any more
    assert "are not those of the checkpoint" in run("checkpoint", "compare", "-", stdin=kept, code=1).stderr


def test_a_checkpoint_that_nobody_known_signed_is_found(run: Run, workspace):
    run("project", "create", "news")
    run("checkpoint")
    public = workspace / "keys/public.txt"
    public.rename(workspace / "keys/aside")
    assert "no known key has signed this" in run("check", code=1).stderr
    assert not public.exists()


def test_a_letter_or_a_git_note_is_held_against_the_workspace(run: Run, news):
    kept = run("checkpoint").stdout
    quoted = "".join(f"> {line}\r\n" for line in kept.splitlines())
    for said in (f"Dear all,\n\n{kept}\nYours\n-- \nthe desk\n", f"You wrote:\n{quoted}\n", kept.strip()):
        assert run("checkpoint", "compare", "-", stdin=said).stdout.count("ok   ") == 3


def test_a_letter_in_another_charset_is_told_as_such(run: Run, news, tmp_path):
    (tmp_path / "letter").write_bytes("Café\n\n".encode("latin-1") + run("checkpoint").stdout.encode())
    told = run("checkpoint", "compare", tmp_path / "letter", code=1).stderr
    assert told == f"annotator: {tmp_path / 'letter'}: This is not written in UTF-8.\n"
