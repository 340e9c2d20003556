"""What a worker does with a job: find its kind, beat time, keep what comes of it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic
from typing import Any

from sqlalchemy.orm import Session

from annotator.config import Workspace
from annotator.db import Store
from annotator.db.damage import record_damaged
from annotator.errors import AnnotatorError, of_machine
from annotator.models import Job
from annotator.permissions import OPERATOR, Actor
from annotator.queries import actors, jobs
from annotator.services import working
from annotator.services.proof import locating

BEAT_SECONDS = 10.0
TELL_SECONDS = 1.0
LOG = logging.getLogger(__name__)


class Unwanted(Exception):
    """Nobody wants the work any more: it was cancelled, or another worker has it."""


@dataclass
class Work:
    """A job while a worker is at it: the store, its arguments, and a way to say how far it has come."""

    store: Store
    job: Job
    workspace: Workspace | None = None
    told: float = 0.0

    @property
    def home(self) -> Workspace:
        """Return the workspace; a worker without one has no keys, and cannot do what needs them."""
        if self.workspace is None:
            raise AnnotatorError("no_workspace", "This worker was started without a workspace.")
        return self.workspace

    @property
    def arguments(self) -> dict[str, Any]:
        """Return what was asked for."""
        given: dict[str, Any] = self.job.arguments
        return given

    def actor(self, session: Session) -> Actor:
        """Return who asked, with the roles of now; the operator at the command line has no account."""
        if self.job.account_id is None:
            return OPERATOR
        return actors.now(session, Actor(self.job.account_id, ""))

    def tell(self, done: int, total: int) -> None:
        """Say how far the work has come, not too often; raises Unwanted when it is to stop."""
        if monotonic() - self.told >= TELL_SECONDS or done == total:
            self.told = monotonic()
            with self.store.writing() as session:
                if not working.beat(session, self.job.public_id, done, total):
                    raise Unwanted()


Does = Callable[[Work], Any]
_KINDS: dict[str, Does] = {}


def does(kind: str) -> Callable[[Does], Does]:
    """Say that a function does the jobs of a kind; it returns a result that is JSON, and may run twice."""

    def note(function: Does) -> Does:
        _KINDS[kind] = function
        return function

    return note


def run(store: Store, public_id: str, workspace: Workspace | None = None) -> None:
    """Do the job that was taken, and keep its result or its error."""
    with store.reading() as session:
        job = jobs.find(session, OPERATOR, public_id)
    try:
        with _beating(store, public_id):
            result = _KINDS[job.kind](Work(store, job, workspace))
    except Unwanted:
        return
    except AnnotatorError as error:
        _fail(store, public_id, error.detail)
    except Exception as error:
        LOG.exception("job %s of kind %s", public_id, job.kind)
        _fail(store, public_id, _words(store, public_id, error))
    else:
        with store.writing() as session:
            working.finish(session, public_id, result)


def _words(store: Store, public_id: str, error: Exception) -> str:
    """Say what went wrong: to who asked without a name, in the log with that of the record that is damaged."""
    known = of_machine(error) if isinstance(error, OSError) else None
    if known:
        return known.detail
    found = locating.find(store) if locating.may_be_damage(error) else None
    if found is None:
        return f"Something went wrong inside: {type(error).__name__}."
    LOG.error("job %s: %s", public_id, found)
    return record_damaged().detail


def _fail(store: Store, public_id: str, words: str) -> None:
    with store.writing() as session:
        working.fail(session, public_id, words)


@contextmanager
def _beating(store: Store, public_id: str) -> Iterator[None]:
    """Beat time from a thread beside, so that long steps do not look like death."""
    over = threading.Event()

    def beat() -> None:
        while not over.wait(BEAT_SECONDS):
            try:
                with store.writing() as session:
                    working.beat(session, public_id)
            except AnnotatorError:
                LOG.warning("job %s could not beat time", public_id)

    thread = threading.Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
