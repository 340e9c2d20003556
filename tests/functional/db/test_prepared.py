"""Prepared statements do what the session would do, on both databases, and fail in our own words."""

from __future__ import annotations

import pytest
from sqlalchemy import bindparam, select, text, update

from annotator import clock
from annotator.db import open_store
from annotator.db.prepared import Prepared
from annotator.errors import Busy
from annotator.models import Account

TABLE = Account.__table__
FIND = Prepared(select(TABLE.c.name, TABLE.c.admin, TABLE.c.created).where(TABLE.c.name == bindparam("who")))
ADD = Prepared(
    TABLE.insert(),
    columns=("public_id", "name", "name_key", "admin", "may_create", "disabled", "must_factor", "created"),
)
PROMOTE = Prepared(update(TABLE).where(TABLE.c.name == bindparam("who")), columns=("admin",))
DISABLED = Prepared(select(TABLE.c.name).where(TABLE.c.name == bindparam("who"), Account.disabled.is_(False)))


@pytest.fixture
def opened(database_url):
    opened = open_store(database_url)
    yield opened
    opened.close()


def add(session, name: str) -> int:
    flags = {"admin": False, "may_create": False, "disabled": False, "must_factor": False}
    return ADD.number(session, public_id=name, name=name, name_key=name, created=clock.now(), **flags)


def test_values_go_in_and_come_out_as_python_knows_them(opened):
    before = clock.now()
    with opened.writing() as session:
        assert add(session, "ann") > 0
        PROMOTE.run(session, who="ann", admin=True)
    with opened.reading() as session:
        name, admin, created = FIND.first(session, who="ann")
    assert (name, admin) == ("ann", True)
    assert before <= created <= clock.now()


def test_an_insert_tells_its_number_and_an_update_how_many_rows_it_changed(opened):
    with opened.writing() as session:
        number = add(session, "ann")
        assert add(session, "ben") == number + 1
        assert session.scalars(select(TABLE.c.id).where(TABLE.c.name == "ann")).one() == number
        assert PROMOTE.run(session, who="ann", admin=True) == 1
        assert PROMOTE.run(session, who="nobody", admin=True) == 0


def test_what_the_statement_says_itself_need_not_be_given(opened):
    with opened.writing() as session:
        add(session, "ann")
        assert DISABLED.all(session, who="ann") == [("ann",)]
        assert DISABLED.first(session, who="ben") is None


def test_rows_become_what_is_asked_for(opened):
    shout = Prepared(select(TABLE.c.name), str.upper)
    with opened.writing() as session:
        add(session, "ann")
        assert shout.all(session) == ["ANN"]


def test_what_waits_in_the_session_is_seen(opened):
    with opened.writing() as session:
        session.add(Account(public_id="x", name="ann", name_key="ann", created=clock.now()))
        assert FIND.first(session, who="ann")


def test_a_new_transaction_of_the_session_is_noticed(opened):
    with opened.writing() as session:
        add(session, "ann")
        session.rollback()
        assert FIND.first(session, who="ann") is None


def test_a_failure_rolls_back_and_is_translated(database_url):
    opened = open_store(database_url)
    duplicate = pytest.raises(Busy) if not opened.is_sqlite else pytest.raises(Exception, match="UNIQUE")
    with duplicate, opened.writing() as session:
        add(session, "ann")
        add(session, "ann")
    with opened.reading() as session:
        assert FIND.first(session, who="ann") is None
        assert session.scalar(text("SELECT count(*) FROM account")) == 0
    opened.close()
