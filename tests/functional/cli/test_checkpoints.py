"""checkpoint: made, shown, and held against the workspace."""

from __future__ import annotations

import pytest

from tests.functional.cli.conftest import Run


@pytest.fixture
def news(run: Run, each_workspace):
    run("project", "create", "news")
    return each_workspace


def test_every_chain_is_signed(tell, news):
    made = tell("checkpoint")
    name = made[0]["origin"]
    assert [row["origin"] for row in made] == [name, f"{name}/news", f"{name}/news/access"]
    assert [row["note"] for row in tell("checkpoint", "list", "news")] == [row["note"] for row in made[1:]]


def test_the_key_lies_outside_the_database_for_its_owner_alone(run: Run, news):
    run("checkpoint")
    assert (news / "keys/signing.key").stat().st_mode & 0o777 == 0o600
    first = run("checkpoint", "key").stdout.strip()
    second = run("checkpoint", "renew-key").stdout.strip()
    assert run("checkpoint", "key").stdout.split() == [first, second]
    assert " until 20" in (news / "keys/public.txt").read_text().splitlines()[0]


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
