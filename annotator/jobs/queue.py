"""huey over the table of jobs: the same on SQLite and PostgreSQL, and asked for in the transaction of an act."""

from __future__ import annotations

from typing import Any

from huey import Huey
from huey.consumer import Consumer
from huey.storage import MemoryStorage

from annotator import clock
from annotator.config import Workspace
from annotator.db import Store
from annotator.errors import AnnotatorError
from annotator.jobs.kinds import run
from annotator.queries import jobs
from annotator.services import working

FIRST_DELAY, LONGEST_DELAY = 0.1, 2.0


class JobStorage(MemoryStorage):
    """The queue is the table of jobs: what is queued there is taken, nothing is put in by huey itself."""

    def __init__(self, name: str, *, store: Store, taken: set[str], message: Any) -> None:
        super().__init__(name)
        self._store, self._taken, self._message = store, taken, message

    def dequeue(self) -> Any:
        """Take the oldest job that nobody works on, and return the message that runs it."""
        with self._store.reading() as session:
            if jobs.waiting(session, clock.now() - working.DEAD_AFTER) is None:
                return None
        with self._store.writing() as session:
            job = working.take(session)
            public_id = job.public_id if job else None
        if public_id is None:
            return None
        self._taken.add(public_id)
        return self._message(public_id)


def make_consumer(store: Store, threads: int, workspace: Workspace | None = None) -> tuple[Consumer, set[str]]:
    """Return a consumer that does the jobs of the store, and the ids of those it is at."""
    taken: set[str] = set()

    def message(public_id: str) -> Any:
        return queue.serialize_task(task.s(public_id))

    queue = Huey("annotator", results=False, storage_class=JobStorage, store=store, taken=taken, message=message)

    @queue.task()
    def task(public_id: str) -> None:
        try:
            run(store, public_id, workspace)
        finally:
            taken.discard(public_id)

    consumer = Consumer(queue, workers=threads, periodic=False, initial_delay=FIRST_DELAY, max_delay=LONGEST_DELAY)
    return consumer, taken


def run_waiting(store: Store, workspace: Workspace | None = None) -> int:
    """Do all that waits, here and now, one after the other; return how many jobs that were."""
    count = 0
    while True:
        with store.writing() as session:
            job = working.take(session)
            public_id = job.public_id if job else None
        if public_id is None:
            return count
        run(store, public_id, workspace)
        count += 1


def put_back(store: Store, taken: set[str]) -> None:
    """Put what this process leaves undone back in the queue."""
    for public_id in sorted(taken):
        try:
            with store.writing() as session:
                working.put_back(session, public_id)
        except AnnotatorError:
            return
