"""The database itself refuses to change what was done, seen and signed; contents may go, commitments stay."""

from __future__ import annotations

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from annotator import keyring
from annotator.models import Decision
from annotator.services.proof import checkpoints
from tests.proved import work

STATEMENTS = [
    "UPDATE change SET body = '{}'", "UPDATE change SET salt = '', body = ''", "DELETE FROM change",
    "UPDATE change SET salt = '', body = '', commitment = '0', object = 'x'",
    "UPDATE decision SET body = '{}'", "UPDATE decision SET uuid = 'x'", "DELETE FROM decision",
    "UPDATE checkpoint SET note = ''", "DELETE FROM checkpoint", "DELETE FROM event",
    "UPDATE event SET actor = 'x'",
    "UPDATE access_event SET actor = 'x'", "DELETE FROM access_event",
]  # fmt: skip


@pytest.fixture
def worked(either_world):
    work(either_world)
    checkpoints.make_all(either_world.store, keyring.signer(either_world.workspace.path))
    return either_world


def test_nothing_of_it_is_changed_or_deleted(worked):
    for statement in STATEMENTS:
        table = statement.replace("DELETE FROM", "UPDATE").split()[1]
        with worked.reading() as session:
            before = session.execute(text(f"SELECT * FROM {table}")).all()
        assert before
        with pytest.raises(DBAPIError, match="append-only"), worked.writing() as session:
            session.execute(text(statement))
        with worked.reading() as session:
            assert session.execute(text(f"SELECT * FROM {table}")).all() == before


def test_the_contents_of_a_change_may_go_once(worked):
    gone = text("UPDATE change SET salt = '', body = '', commitment = '0' WHERE id = 1")
    with worked.writing() as session:
        session.execute(gone)
    with pytest.raises(DBAPIError, match="append-only"), worked.writing() as session:
        session.execute(gone)


def test_the_rationale_of_a_decision_may_go_and_nothing_else(worked):
    def body(change):
        with worked.writing() as session:
            row = session.scalars(select(Decision).order_by(Decision.id)).first()
            row.body = {**row.body, **change}

    for change in ({"rationale": "Other."}, {"rationale": None, "confidence": 1}, {"outcome": "reject"}):
        with pytest.raises(DBAPIError, match="append-only"):
            body(change)
    body({"rationale": None})
    with pytest.raises(DBAPIError, match="append-only"):
        body({"rationale": "Back."})


def test_a_postgresql_table_of_the_history_is_not_emptied(worked):
    if worked.store.is_sqlite:
        return
    for table in ("event", "change", "decision", "checkpoint", "access_event", "erasure"):
        with pytest.raises(DBAPIError, match="append-only"), worked.writing() as session:
            session.execute(text(f"TRUNCATE {table} CASCADE"))
