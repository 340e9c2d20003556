"""Sessions that stay ready: each begins as if it were the first, and none holds what it was not given."""

from __future__ import annotations

from contextlib import ExitStack

import pytest
from sqlalchemy import select

from annotator import clock
from annotator.db import open_store, sqlite
from annotator.db.prepared import Prepared
from annotator.models import Account

NAMES = Prepared(select(Account.name).order_by(Account.id))


@pytest.fixture
def opened(database_url):
    opened = open_store(database_url)
    yield opened
    opened.close()


def person(key: str) -> Account:
    return Account(public_id=key, name=key, name_key=key, created=clock.now())


def out(opened) -> tuple[int, int]:
    return opened.read_engine.pool.checkedout(), opened.write_engine.pool.checkedout()


def test_the_next_to_come_sees_what_was_written_since(opened):
    for key in ("ann", "ben"):
        with opened.reading() as session:
            before = NAMES.all(session)
        with opened.writing() as session:
            session.add(person(key))
        with opened.reading() as session:
            assert NAMES.all(session) == [*before, (key,)]


def test_nothing_loaded_before_is_known_to_the_next(opened):
    with opened.writing() as session:
        session.add(kept := person("ann"))
    with opened.writing() as session:
        assert kept not in session and not list(session.identity_map)
        session.get_one(Account, kept.id).name = "changed"
    with opened.reading() as session:
        read = session.get_one(Account, kept.id)
        assert read.name == "changed" and kept.name == "ann"
    with opened.reading() as session:
        assert read not in session


@pytest.mark.parametrize("how", ["reading", "writing"])
def test_whose_block_failed_is_not_used_again(opened, how):
    with pytest.raises(KeyError), getattr(opened, how)() as failed:
        failed.add(person("ann"))
        raise KeyError
    assert out(opened) == (0, 0)
    with getattr(opened, how)() as session:
        assert session is not failed and NAMES.all(session) == []


def test_one_is_used_by_one_at_a_time(opened):
    with opened.reading() as first, opened.reading() as second:
        assert first is not second
        assert first.connection().connection is not second.connection().connection


def test_only_so_many_stay_and_none_when_told_to_part(sqlite_url):
    opened = open_store(sqlite_url)
    with ExitStack() as many:
        for _ in range(sqlite.KEPT + 4):
            many.enter_context(opened.reading())
        assert out(opened) == (sqlite.KEPT + 4, 0)
    with opened.writing():
        pass
    assert out(opened) == (sqlite.KEPT, 1)
    opened.disconnect()
    assert out(opened) == (0, 0)
    opened.close()


def test_none_stays_where_the_server_may_go(postgres_url):
    opened = open_store(postgres_url)
    with opened.reading() as session:
        NAMES.all(session)
    assert out(opened) == (0, 0)
    opened.close()
