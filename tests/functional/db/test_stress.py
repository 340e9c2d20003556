"""Many writers on the same rows lose nothing; SQLAlchemy as it comes on SQLite would."""

from __future__ import annotations

import multiprocessing
import threading
import time
from collections.abc import Callable

import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from annotator import clock
from annotator.db import open_store
from annotator.errors import AnnotatorError
from annotator.models import Account
from annotator.permissions import OPERATOR
from annotator.services.people import accounts

THREADS = 8
TURNS = 25
NAMES = ("counted", "counted too")


@pytest.fixture
def counters(database_url):
    """A store with two accounts whose names are numbers: they count the writes."""
    store = open_store(database_url)
    with store.writing() as session:
        for name in NAMES:
            session.add(Account(public_id=clock.new_id(), name="0", name_key=name, created=clock.now()))
    yield store
    store.close()


def add_one(session: Session) -> None:
    """Read both rows and write both: whoever read before another wrote would undo the other."""
    for row in session.scalars(select(Account).order_by(Account.id).with_for_update()):
        row.name = str(int(row.name) + 1)


def totals(session: Session) -> list[int]:
    return [int(name) for name in session.scalars(select(Account.name).order_by(Account.id))]


def at_once(work: Callable[[], None], threads: int = THREADS) -> None:
    """Run the work in so many threads, all beginning together; raise what any of them raised."""
    gate, failures = threading.Barrier(threads), []

    def run() -> None:
        gate.wait()
        try:
            work()
        except BaseException as error:
            failures.append(error)

    crowd = [threading.Thread(target=run) for _ in range(threads)]
    for thread in crowd:
        thread.start()
    for thread in crowd:
        thread.join()
    if failures:
        raise failures[0]


def test_no_acknowledged_update_is_lost(counters):
    def work() -> None:
        for _ in range(TURNS):
            with counters.writing() as session:
                add_one(session)

    at_once(work)
    with counters.reading() as session:
        assert totals(session) == [THREADS * TURNS] * len(NAMES)


def test_the_same_on_default_settings_loses_updates(sqlite_url):
    """The canary: were this to pass on SQLAlchemy's defaults, the test above would prove nothing."""
    engine = create_engine(sqlite_url, connect_args={"timeout": 30})
    with Session(engine) as session:
        session.add(Account(public_id="c", name="0", name_key="canary", created=clock.now()))
        session.commit()
    acknowledged = []

    def work() -> None:
        for _ in range(TURNS):
            with Session(engine) as session:
                try:
                    add_one(session)
                    session.commit()
                except DBAPIError:
                    continue
                acknowledged.append(1)

    at_once(work)
    with Session(engine) as session:
        assert totals(session)[-1] < len(acknowledged)
    engine.dispose()


def test_readers_see_one_state_while_others_write(counters):
    done = threading.Event()
    seen = []

    def read() -> None:
        while not done.is_set():
            with counters.reading() as session:
                seen.append(totals(session))

    reader = threading.Thread(target=read)
    reader.start()
    for _ in range(TURNS):
        with counters.writing() as session:
            add_one(session)
    done.set()
    reader.join()
    assert len(seen) > 1
    assert [pair for pair in seen if len(set(pair)) != 1] == []
    assert seen == sorted(seen)


def _in_a_process(url: str, turns: int) -> None:
    store = open_store(url)
    for _ in range(turns):
        with store.writing() as session:
            add_one(session)
    store.close()


def test_two_processes_lose_nothing(counters):
    process = multiprocessing.get_context("spawn").Process(target=_in_a_process, args=(counters.url, TURNS))
    process.start()
    _in_a_process(counters.url, TURNS)
    process.join(timeout=60)
    assert process.exitcode == 0
    with counters.reading() as session:
        assert totals(session) == [2 * TURNS] * len(NAMES)


def test_a_forked_worker_writes_on_its_own_connections(counters):
    with counters.writing() as session:
        add_one(session)

    def child() -> None:
        counters.after_fork()
        for _ in range(TURNS):
            with counters.writing() as session:
                add_one(session)

    process = multiprocessing.get_context("fork").Process(target=child)
    process.start()
    for _ in range(TURNS):
        with counters.writing() as session:
            add_one(session)
    process.join(timeout=60)
    assert process.exitcode == 0
    with counters.reading() as session:
        assert totals(session) == [2 * TURNS + 1] * len(NAMES)


def test_a_name_raced_for_is_given_once(counters):
    """Whoever comes second is told so, and never that something broke."""
    told = []

    def work() -> None:
        try:
            with counters.writing() as session:
                accounts.create(session, OPERATOR, "rival")
                time.sleep(0.02)
        except AnnotatorError as error:
            told.append(error.code)

    at_once(work, 4)
    assert len(told) == 3
    assert set(told) <= {"duplicate", "busy"}
