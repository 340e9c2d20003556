"""The migrations make the tables that the models describe, on both databases, and can be taken back."""

from __future__ import annotations

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from annotator.db import open_store
from annotator.migrations import configured, downgrade, newest, upgrade
from annotator.models import Base
from tests.conventions.tree import files, name

VERSIONS = files("annotator/migrations/versions", suffix=".py")


@pytest.fixture
def store(empty_database_url):
    store = open_store(empty_database_url)
    yield store
    store.close()


def test_migrated_tables_are_those_of_the_models(store):
    upgrade(store)
    with store.read_engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_up_down_up(store):
    upgrade(store)
    tables = table_names(store)
    downgrade(store, "base")
    assert table_names(store) <= {"alembic_version"}
    upgrade(store)
    assert table_names(store) == tables


def test_there_is_one_line_of_migrations():
    scripts = ScriptDirectory.from_config(configured())
    assert len(scripts.get_heads()) == 1


@pytest.mark.parametrize("path", VERSIONS, ids=name)
def test_migration_imports_no_model_and_has_a_name_one_can_read(path):
    assert "annotator.models" not in path.read_text(encoding="utf-8")
    number, _, words = path.stem.partition("_")
    assert number.isdigit() and words.isidentifier()


def table_names(store) -> set[str]:
    with store.read_engine.connect() as connection:
        return set(inspect(connection).get_table_names())


def test_files_begin_with_their_revision():
    scripts = ScriptDirectory.from_config(configured())
    assert {script.revision for script in scripts.walk_revisions()} == {path.name[:4] for path in VERSIONS}
    assert scripts.get_current_head() == newest()
