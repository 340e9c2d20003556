"""Saves that wait together share a commit; none fails by another's fault, none is lost."""

from __future__ import annotations

import gc
import shutil
import threading
import weakref
from collections.abc import Callable
from contextlib import contextmanager

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from annotator import clock
from annotator.db import group_commit, open_store
from annotator.db import lock as locking
from annotator.db.lock import FEW, WriterLock
from annotator.errors import AnnotatorError, Busy, StorageFull
from annotator.models import Account


@pytest.fixture
def store(database_url):
    opened = open_store(database_url)
    yield opened
    opened.close()


@pytest.fixture
def sqlite_store(sqlite_url):
    opened = open_store(sqlite_url)
    yield opened
    opened.close()


def add(name: str, *, bad: bool = False) -> Callable[[Session], str]:
    """Return work that adds an account, or adds it and fails."""

    def work(session: Session) -> str:
        session.add(Account(public_id=clock.new_id(), name=name, name_key=name, created=clock.now()))
        session.flush()
        if bad:
            raise KeyError(name)
        return name

    return work


def all_at_once(store, works) -> list[object]:
    """Let all wait while another writes, and return what each returned or raised."""
    outcomes: list[object] = [None] * len(works)

    def run(place: int) -> None:
        try:
            outcomes[place] = store.save(works[place])
        except Exception as error:
            outcomes[place] = error

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(works))]
    with store.writing():
        for thread in threads:
            thread.start()
        threads[0].join(0.05)
    for thread in threads:
        thread.join()
    return outcomes


def names(store) -> list[str]:
    with store.reading() as session:
        return sorted(session.scalars(select(Account.name)))


def test_a_save_returns_what_its_work_returns(store):
    assert store.save(add("ann")) == "ann"
    assert names(store) == ["ann"]


def test_a_save_raises_what_its_work_raises_and_leaves_nothing(store):
    with pytest.raises(KeyError):
        store.save(add("ann", bad=True))
    assert names(store) == []
    assert store.save(add("ben")) == "ben"


def test_saves_that_wait_share_commits(sqlite_store):
    before = sqlite_store._commits
    everyone = [f"person {number}" for number in range(8)]
    assert all_at_once(sqlite_store, [add(name) for name in everyone]) == everyone
    assert names(sqlite_store) == everyone
    assert sqlite_store._commits - before < len(everyone)


@settings(max_examples=15, deadline=None)
@given(bad=st.lists(st.booleans(), min_size=2, max_size=8))
def test_nobody_fails_by_anothers_fault(sqlite_template, tmp_path_factory, bad):
    path = shutil.copy(sqlite_template, tmp_path_factory.mktemp("group") / "annotator.db")
    store = open_store(f"sqlite:///{path}")
    works = [add(f"person {number}", bad=fails) for number, fails in enumerate(bad)]
    outcomes = all_at_once(store, works)
    assert [isinstance(outcome, KeyError) for outcome in outcomes] == bad
    assert names(store) == [f"person {number}" for number, fails in enumerate(bad) if not fails]
    store.close()


def test_what_one_has_loaded_the_next_reads_anew(sqlite_store):
    sqlite_store.save(add("0"))

    def add_one(session: Session) -> int:
        row = session.scalars(select(Account)).one()
        session.connection().exec_driver_sql("UPDATE account SET name = CAST(name + 1 AS TEXT)")
        return int(row.name)

    seen = all_at_once(sqlite_store, [add_one] * 8)
    assert sorted(seen) == list(range(8))


def test_a_turn_that_never_comes_is_told_to_all(sqlite_store, monkeypatch):
    monkeypatch.setattr(locking, "WAIT_SECONDS", 0.03)
    outcomes = []
    with sqlite_store.writing():
        threads = [
            threading.Thread(target=lambda number=number: outcomes.append(outcome(sqlite_store, f"{number}")))
            for number in range(4)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(10)
    assert [type(each) for each in outcomes] == [Busy] * 4
    assert names(sqlite_store) == []
    assert sqlite_store.save(add("later")) == "later"


def outcome(store, name: str) -> object:
    try:
        return store.save(add(name))
    except AnnotatorError as error:
        return error


def test_when_the_turn_is_late_only_a_few_saves_go_on_waiting(sqlite_store, monkeypatch):
    monkeypatch.setattr(locking, "PATIENCE_SECONDS", 0.2)
    monkeypatch.setattr(group_commit, "LOOK_SECONDS", 0.05)
    outcomes: list[object] = []
    everyone = [f"person {number}" for number in range(8)]
    save = lambda name: outcomes.append(outcome(sqlite_store, name))  # noqa: E731
    threads = [threading.Thread(target=save, args=(name,)) for name in everyone]
    with WriterLock(sqlite_store._lock._path).held():
        for thread in threads:
            thread.start()
        while len(outcomes) < len(everyone) - FEW:
            threads[-1].join(0.01)
        assert isinstance(outcome(sqlite_store, "one more"), Busy)
        assert not threads[0].join(0.2) and len(outcomes) == len(everyone) - FEW
    for thread in threads:
        thread.join(10)
    kept = [each for each in outcomes if not isinstance(each, Busy)]
    assert (len(kept), sorted(kept)) == (FEW, names(sqlite_store))


def test_a_commit_that_fails_is_told_and_the_next_goes_on(sqlite_store, monkeypatch):
    @contextmanager
    def full(self):
        raise StorageFull("storage_full", "There is no space left.")
        yield

    with monkeypatch.context() as patched:
        patched.setattr(type(sqlite_store), "writing", full)
        with pytest.raises(StorageFull):
            sqlite_store.save(add("ann"))
    assert sqlite_store.save(add("ben")) == "ben"
    assert names(sqlite_store) == ["ben"]


def test_an_error_is_told_once_and_let_go_with_the_cursors_it_holds(sqlite_store):
    class ToldError(Exception):
        """One that can be watched."""

    def work(session: Session) -> None:
        raise ToldError

    gc.disable()
    try:
        with pytest.raises(ToldError) as caught:
            sqlite_store.save(work)
        told = weakref.ref(caught.value)
        del caught
        assert told() is None
    finally:
        gc.enable()


class Held:
    """The mutex of a group, after which one thread stands still until it may go on."""

    def __init__(self, name: str, queued: threading.Event, passed: threading.Event) -> None:
        self._lock, self._name, self._queued, self._passed = threading.Lock(), name, queued, passed

    def __enter__(self) -> None:
        self._lock.acquire()

    def __exit__(self, *_: object) -> None:
        self._lock.release()
        if threading.current_thread().name == self._name and not self._queued.is_set():
            self._queued.set()
            self._passed.wait(10)


def test_who_is_to_lead_before_it_sleeps_leads_and_wakes_nobody_twice(sqlite_store):
    begun, queued, passed, outcomes = threading.Event(), threading.Event(), threading.Event(), {}
    sqlite_store._together._mutex = Held("second", queued, passed)

    def first(session: Session) -> str:
        begun.set()
        assert queued.wait(10)
        return add("first")(session)

    def run(name: str, work: Callable[[Session], str]) -> None:
        outcomes[name] = sqlite_store.save(work)

    leader = threading.Thread(target=run, args=("first", first))
    second = threading.Thread(target=run, args=("second", add("second")), name="second")
    leader.start()
    assert begun.wait(10)
    second.start()
    leader.join(10)
    passed.set()
    second.join(10)
    assert outcomes == {"first": "first", "second": "second"}
