"""A restore into a server's database whose folder cannot get its name: the database is empty again."""

from __future__ import annotations

import os

import pytest
from click.testing import CliRunner

from annotator.cli import main
from annotator.config import make_workspace
from tests.databases import find_binaries
from tests.functional.faults.failing_files import failing_files


def test_what_cannot_be_placed_leaves_the_database_empty(postgres_url, empty_postgres_url, tmp_path, monkeypatch):
    if not (find_binaries() / "pg_dump").exists():
        pytest.skip("no pg_dump on this machine")
    monkeypatch.setenv("PATH", f"{find_binaries()}:{os.environ['PATH']}")
    monkeypatch.setenv("ANNOTATOR_DATABASE_URL", postgres_url)
    here, there = (
        ("--workspace", str(make_workspace(tmp_path / "here").path)),
        ("--workspace", str(tmp_path / "new")),
    )
    saved = str(tmp_path / "saved.tgz")
    assert CliRunner().invoke(main, [*here, "backup", saved]).exit_code == 0
    monkeypatch.setenv("ANNOTATOR_DATABASE_URL", empty_postgres_url)
    with failing_files(tmp_path, monkeypatch) as fault:
        fault.plan("replace", 1, 28)
        refused = CliRunner().invoke(main, [*there, "restore", saved])
        assert (refused.exit_code, fault.struck, (tmp_path / "new").exists()) == (1, True, False), refused.output
    assert CliRunner().invoke(main, [*there, "restore", saved]).exit_code == 0
