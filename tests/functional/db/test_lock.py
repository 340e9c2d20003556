"""The writer lock: first come, first served; nobody waits longer than said; nothing stays locked."""

from __future__ import annotations

import multiprocessing
import threading
import time

import pytest

from annotator.db import lock as locking
from annotator.db.lock import FEW, WriterLock
from annotator.errors import Busy
from tests.functional.db.test_stress import at_once


@pytest.fixture
def lock(tmp_path):
    return WriterLock(tmp_path / "db.lock")


def test_threads_are_served_in_the_order_they_came(lock):
    served = []
    queue = []

    def wait_for_turn(number: int) -> None:
        with lock.held():
            served.append(number)

    with lock.held():
        for number in range(6):
            queue.append(threading.Thread(target=wait_for_turn, args=(number,)))
            queue[-1].start()
            while len(lock._queue) < number + 2:
                time.sleep(0.001)
    for thread in queue:
        thread.join()
    assert served == list(range(6))


def test_only_one_holds_it(lock):
    inside, most = [], []

    def work() -> None:
        for _ in range(20):
            with lock.held():
                inside.append(1)
                most.append(len(inside))
                inside.pop()

    at_once(work, 8)
    assert len(most) == 160
    assert max(most) == 1


def test_whoever_waits_too_long_is_told_to_come_again(lock):
    with lock.held():
        began = time.monotonic()
        refused = _in_thread(lock, wait=0.1)
    assert isinstance(refused, Busy)
    assert refused.extra["retry_after"] == 1
    assert time.monotonic() - began < 2


def test_a_wait_given_up_leaves_the_queue(lock):
    with lock.held():
        assert isinstance(_in_thread(lock, wait=0.05), Busy)
    assert _in_thread(lock, wait=1) is None


def test_an_error_inside_gives_the_lock_back(lock):
    with pytest.raises(KeyError), lock.held():
        raise KeyError
    assert _in_thread(lock, wait=1) is None


def _hold(path, held, release) -> None:
    with WriterLock(path).held():
        held.set()
        release.wait(20)


def test_another_process_is_waited_for(lock):
    context = multiprocessing.get_context("spawn")
    held, release = context.Event(), context.Event()
    process = context.Process(target=_hold, args=(lock._path, held, release))
    process.start()
    assert held.wait(20)
    assert isinstance(_in_thread(lock, wait=0.1), Busy)
    release.set()
    assert _in_thread(lock, wait=10) is None
    process.join(timeout=20)


def test_a_killed_holder_blocks_nobody(lock):
    context = multiprocessing.get_context("spawn")
    held, release = context.Event(), context.Event()
    process = context.Process(target=_hold, args=(lock._path, held, release))
    process.start()
    assert held.wait(20)
    process.kill()
    process.join(timeout=20)
    assert _in_thread(lock, wait=2) is None


@pytest.fixture
def hasty(monkeypatch):
    """Let a turn be late soon."""
    monkeypatch.setattr(locking, "PATIENCE_SECONDS", 0.2)
    monkeypatch.setattr(locking, "LOOK_SECONDS", 0.05)


def _all_wait(lock: WriterLock, number: int) -> tuple[list[threading.Thread], list[BaseException | None]]:
    """Let so many threads wait, one after the other."""
    outcomes: list[BaseException | None] = []
    threads = [threading.Thread(target=lambda: outcomes.append(_in_thread(lock, wait=20))) for _ in range(number)]
    for place, thread in enumerate(threads):
        thread.start()
        while len(lock._queue) <= place:
            time.sleep(0.001)
    return threads, outcomes


def test_when_the_turn_is_late_only_a_few_go_on_waiting(lock, hasty):
    with WriterLock(lock._path).held():
        threads, outcomes = _all_wait(lock, 8)
        while len(outcomes) < 8 - FEW:
            time.sleep(0.01)
        began = time.monotonic()
        assert isinstance(_in_thread(lock, wait=20), Busy)
        assert time.monotonic() - began < 1
        assert len(lock._queue) == FEW
    for thread in threads:
        thread.join()
    assert [type(each) for each in outcomes] == [Busy] * (8 - FEW) + [type(None)] * FEW


def test_turns_that_come_are_never_late_however_many_wait(lock, hasty):
    served = []

    def work() -> None:
        for _ in range(5):
            with lock.held():
                served.append(time.sleep(0.02))

    at_once(work, 8)
    assert len(served) == 40


def test_who_comes_after_a_turn_that_was_given_up_finds_it_late_still(lock, hasty):
    with WriterLock(lock._path).held():
        assert isinstance(_in_thread(lock, wait=0.3), Busy)
        threads, _ = _all_wait(lock, FEW)
        assert isinstance(_in_thread(lock, wait=20), Busy)
    for thread in threads:
        thread.join()
    assert _in_thread(lock, wait=1) is None


def _in_thread(lock: WriterLock, *, wait: float) -> BaseException | None:
    """Try to hold the lock in another thread; return what was raised."""
    raised: list[BaseException | None] = []

    def work() -> None:
        try:
            with lock.held(wait):
                raised.append(None)
        except Busy as error:
            raised.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    return raised[0]
