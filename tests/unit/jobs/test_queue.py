"""huey over our table: a consumer takes what is queued and leaves nothing behind."""

from __future__ import annotations

import threading
import time

import pytest

from annotator.jobs import work as module
from annotator.jobs.queue import make_consumer, put_back
from annotator.jobs.work import does
from annotator.permissions import OPERATOR
from annotator.queries import jobs
from annotator.services import working


@pytest.fixture
def asked(world, monkeypatch):
    monkeypatch.setattr(module, "_KINDS", {})
    with world.writing() as session:
        return working.ask_for(session, OPERATOR, None, "test", {}).public_id


def state(world, public_id: str) -> str:
    with world.reading() as session:
        return jobs.find(session, OPERATOR, public_id).state


def wait(world, public_id: str, wanted: str) -> None:
    end = time.monotonic() + 30
    while state(world, public_id) != wanted and time.monotonic() < end:
        time.sleep(0.05)
    assert state(world, public_id) == wanted


def test_a_consumer_does_what_is_queued(world, asked):
    does("test")(lambda work: "well")
    consumer, taken = make_consumer(world.store, 1)
    for _, thread in consumer.worker_threads:
        thread.start()
    wait(world, asked, "done")
    consumer.stop_flag.set()
    for _, thread in consumer.worker_threads:
        thread.join(30)
    assert taken == set()


def test_what_is_left_undone_goes_back(world, asked):
    going, over = threading.Event(), threading.Event()

    @does("test")
    def last_long(work):
        going.set()
        over.wait(30)

    consumer, taken = make_consumer(world.store, 1)
    for _, thread in consumer.worker_threads:
        thread.start()
    assert going.wait(30) and taken == {asked}
    put_back(world.store, set(taken))
    consumer.stop_flag.set()
    assert state(world, asked) == "queued"
    over.set()
