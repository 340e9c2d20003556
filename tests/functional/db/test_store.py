"""What the store promises: one writer, readers that cannot write, errors in our own words."""

from __future__ import annotations

import resource
import sqlite3
import threading
from pathlib import Path

import pytest
from sqlalchemy import event, select, text
from sqlalchemy.exc import DBAPIError

from annotator import clock
from annotator.db import lock as locking
from annotator.db import open_store, sqlite, store
from annotator.db.lock import WriterLock
from annotator.db.prepared import Prepared
from annotator.db.sqlite import PRAGMAS, wal_reset_safe
from annotator.errors import AnnotatorError, Busy, ConfigurationError, StorageFull
from annotator.models import Account


@pytest.fixture
def opened(database_url):
    opened = open_store(database_url)
    yield opened
    opened.close()


@pytest.fixture
def sqlite_store(sqlite_url):
    opened = open_store(sqlite_url)
    yield opened
    opened.close()


def person(key: str = "someone") -> Account:
    return Account(public_id=key, name=key, name_key=key, created=clock.now())


def names(opened) -> list[str]:
    with opened.reading() as session:
        return list(session.scalars(select(Account.name).order_by(Account.id)))


def test_what_was_written_is_read(opened):
    with opened.writing() as session:
        session.add(person())
    assert names(opened) == ["someone"]


def test_a_look_sees_what_is_committed_and_waits_for_no_writer(opened):
    find = Prepared(select(Account.name).order_by(Account.name))
    with opened.writing() as session:
        session.add(person("ann"))
    with opened.writing() as session:
        session.add(person("ben"))
        session.flush()
        assert opened.look(find.all) == [("ann",)]
    assert opened.look(find.all) == [("ann",), ("ben",)]


def test_an_error_leaves_nothing_behind(opened):
    with pytest.raises(KeyError), opened.writing() as session:
        session.add(person())
        session.flush()
        raise KeyError
    assert names(opened) == []


def test_a_reading_session_cannot_write(opened):
    with pytest.raises((DBAPIError, AnnotatorError)), opened.reading() as session:
        session.add(person())
        session.flush()
    assert names(opened) == []


def test_a_reading_session_sees_one_state_on_sqlite(sqlite_store):
    with sqlite_store.reading() as session:
        before = session.scalars(select(Account.name)).all()
        with sqlite_store.writing() as other:
            other.add(person())
        session.expire_all()
        assert session.scalars(select(Account.name)).all() == before
    assert names(sqlite_store) == ["someone"]


@pytest.mark.parametrize("engine", ["read_engine", "write_engine"])
def test_every_pragma_is_in_force(sqlite_store, engine):
    wanted = {
        "journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 10000, "trusted_schema": 0,
        "cell_size_check": 1, "mmap_size": 0, "recursive_triggers": 1, "wal_autocheckpoint": 0,
        "query_only": int(engine == "read_engine"),
    }  # fmt: skip
    with getattr(sqlite_store, engine).connect() as connection:
        found = {name: connection.execute(text(f"PRAGMA {name}")).scalar() for name in wanted}
    assert found == wanted
    assert set(wanted) - {"query_only"} <= set(PRAGMAS)


def test_tables_are_strict(sqlite_store):
    with sqlite_store.writing() as session:
        session.add(person())
    with pytest.raises(DBAPIError, match="cannot store TEXT"), sqlite_store.writing() as session:
        session.execute(text("UPDATE account SET admin = 'yes'"))


def test_a_foreign_key_must_point_somewhere(opened):
    with pytest.raises(DBAPIError), opened.writing() as session:
        session.execute(text("INSERT INTO member (project_id, account_id, role) VALUES (9, 9, 'manager')"))
        session.execute(text("SET CONSTRAINTS ALL IMMEDIATE") if not opened.is_sqlite else text("SELECT 1"))


def test_the_log_is_folded_in_on_close(sqlite_url, tmp_path):
    opened = open_store(sqlite_url)
    with opened.writing() as session:
        session.add(person())
    opened.close()
    assert not (tmp_path / "annotator.db-wal").exists() or not (tmp_path / "annotator.db-wal").stat().st_size
    assert sqlite3.connect(tmp_path / "annotator.db").execute("SELECT name FROM account").fetchall()


@pytest.mark.parametrize("kind", [Busy, OSError])
def test_what_was_done_is_done_also_where_the_store_cannot_be_closed_in_order(
    tmp_path, sqlite_url, monkeypatch, kind
):
    opened = open_store(sqlite_url, tmp_path / "db.lock")
    with opened.writing() as session:
        session.add(person())
    if kind is Busy:
        monkeypatch.setattr(locking, "WAIT_SECONDS", 0.05)
    else:
        opened._lock.forget()
        opened._lock._path = tmp_path / "nowhere" / "db.lock"
    with WriterLock(tmp_path / "db.lock").held():
        opened.close()
    assert opened.read_engine.pool.checkedin() == opened.write_engine.pool.checkedin() == 0
    again = open_store(sqlite_url, tmp_path / "db.lock")
    with again.reading() as session:
        assert session.scalar(select(Account.name))
    again.close()


def test_the_log_is_folded_in_from_time_to_time(sqlite_store, monkeypatch):
    modes = []
    monkeypatch.setattr(sqlite, "CHECKPOINT_EVERY", 3)
    monkeypatch.setattr(sqlite, "checkpoint", lambda engine, mode="PASSIVE": modes.append(mode))
    for number in range(7):
        with sqlite_store.writing() as session:
            session.add(person(str(number)))
    assert modes == ["PASSIVE", "PASSIVE"]


def test_who_waits_too_long_for_the_turn_is_told(sqlite_store, monkeypatch):
    monkeypatch.setattr(locking, "WAIT_SECONDS", 0.05)
    told = []

    def late() -> None:
        with pytest.raises(Busy) as caught, sqlite_store.writing():
            pass
        told.append(caught.value.code)

    with sqlite_store.writing():
        thread = threading.Thread(target=late)
        thread.start()
        thread.join()
    assert told == ["busy"]


def test_a_full_disk_is_said_in_our_words(sqlite_store):
    with sqlite_store.writing() as session:
        pages = session.scalar(text("PRAGMA page_count"))
    with pytest.raises(StorageFull), sqlite_store.writing() as session:
        session.execute(text(f"PRAGMA max_page_count = {pages}"))
        session.add(person("x" * 5_000_000))
    sqlite_store.disconnect()
    with sqlite_store.writing() as session:
        session.add(person("after"))
    assert names(sqlite_store) == ["after"]


def test_a_log_that_cannot_be_folded_fails_no_save(sqlite_store, monkeypatch):
    path = Path(sqlite_store.url.removeprefix("sqlite:///"))
    with sqlite_store.writing() as session:
        session.add(person("x" * 3_000_000))
    sqlite_store.fold()
    monkeypatch.setattr(sqlite, "CHECKPOINT_EVERY", 1)
    unlimited = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size, unlimited[1]))
    try:
        with sqlite_store.writing() as session:
            session.add(person("y" * 1_000_000))
        sqlite_store.close()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, unlimited)
    assert [name[0] for name in names(sqlite_store)] == ["x", "y"]


def test_a_log_that_no_connection_can_fold_stays(sqlite_store):
    with sqlite_store.writing() as session:
        session.add(person())
    sqlite_store.disconnect()

    @event.listens_for(sqlite_store.write_engine, "do_connect")
    def connect(*_: object) -> None:
        raise sqlite3.OperationalError("unable to open database file")

    sqlite_store.fold()
    assert names(sqlite_store)


def test_a_foreign_file_is_no_database_of_ours(tmp_path):
    path = tmp_path / "annotator.db"
    path.write_bytes(b"this is no database at all, not by far" * 100)
    opened = open_store(f"sqlite:///{path}")
    with pytest.raises(Busy), opened.reading() as session:
        session.execute(text("SELECT 1"))


def test_another_kind_of_database_is_refused():
    with pytest.raises(ConfigurationError, match="postgresql"):
        open_store("mysql://localhost/annotator")


def test_a_bug_of_ours_is_not_called_busy(opened):
    with pytest.raises(DBAPIError), opened.reading() as session:
        session.execute(text("SELECT nonsense FROM nowhere"))


SAFE = ["3.51.3", "3.53.0", "3.51.10", "3.50.7", "3.50.9", "3.44.6", "3.54.0", "4.0.0"]
UNSAFE = ["3.7.0", "3.40.1", "3.44.5", "3.45.0", "3.50.6", "3.51.0", "3.51.2", "3.52.0"]


@pytest.mark.parametrize("version", SAFE)
def test_versions_with_the_fix(version):
    assert wal_reset_safe(version)


@pytest.mark.parametrize("version", UNSAFE)
def test_versions_without_the_fix(version):
    assert not wal_reset_safe(version)


def test_a_sqlite_store_has_its_lock_beside_it(sqlite_url, tmp_path):
    opened = open_store(sqlite_url)
    with opened.writing():
        assert (tmp_path / "annotator.db.lock").exists()
    opened.close()
    assert store.Store(sqlite_url)._lock is None
