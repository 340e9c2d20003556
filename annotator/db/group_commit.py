"""Group commit: saves that wait at the same time share one turn of the writer and one commit.

Source of the scheme: DeWitt et al., "Implementation techniques for main memory database systems", SIGMOD 1984.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Generic, TypeVar

from sqlalchemy.orm import Session

from annotator.db.lock import LOOK_SECONDS, WriterLock, busy

Result = TypeVar("Result")
Writing = Callable[[], AbstractContextManager[Session]]


class _Save(Generic[Result]):
    """One piece of work that waits, and what came of it."""

    def __init__(self, work: Callable[[Session], Result]) -> None:
        self._work = work
        self._result: list[Result] = []
        self.error: BaseException | None = None
        self.leads = False
        self._asleep = threading.Lock()  # held until woken: an Event costs ten times as much
        self._asleep.acquire()

    def sleep(self, seconds: float) -> bool:
        """Wait until the work is done, or it is its turn to lead; return whether that came within the time."""
        return self._asleep.acquire(timeout=seconds)

    def wake(self) -> None:
        """Let the one that sleeps go on; called once for whoever sleeps."""
        self._asleep.release()

    def do(self, session: Session) -> None:
        """Do the work; what it loaded is forgotten, for the next may change it past the session."""
        self._result = [self._work(session)]
        if session.in_transaction():
            session.flush()
            session.expunge_all()

    def outcome(self) -> Result:
        """Return what the work returned; raises what it raised, once: kept, it would keep the driver's cursors."""
        error, self.error = self.error, None
        if error is None:
            return self._result[0]
        try:
            raise error
        finally:
            del error


class GroupCommit:
    """Runs pieces of work in sessions of the writer, those that wait together in one transaction.

    The first to come leads: when its turn to write has come it takes all that wait, does them in the order in
    which they came and commits once. Where one of them raises, nothing of that transaction stays, and each is done
    in one of its own: nobody fails by another's fault. Work may be done twice so, the first time without effect.
    """

    def __init__(self, lock: WriterLock) -> None:
        self._lock = lock
        self._mutex = threading.Lock()
        self._waiting: list[_Save[object]] = []
        self._led = False

    def run(self, writing: Writing, work: Callable[[Session], Result]) -> Result:
        """Do the work and return what it returns, once that is durable; raises what it or the turn raises."""
        save = _Save(work)
        with self._mutex:
            first, self._led = not self._led, True
            save.leads = first
            if not first:
                if self._lock.is_late_for(len(self._waiting)):
                    raise busy()
                self._waiting.append(save)  # type: ignore[arg-type]
        while not first and not save.sleep(LOOK_SECONDS):
            self._look_up(save)  # type: ignore[arg-type]
        if save.leads:
            self._lead(writing, save)  # type: ignore[arg-type]
        return save.outcome()

    def _look_up(self, save: _Save[object]) -> None:
        """Go on waiting, but where the turn is late and enough others wait before."""
        with self._mutex:
            if save in self._waiting and self._lock.is_late_for(self._waiting.index(save)):
                self._waiting.remove(save)
                raise busy()

    def _lead(self, writing: Writing, first: _Save[object]) -> None:
        taken: list[_Save[object]] = []
        try:
            with writing() as session:
                taken = [first, *self._take()]
                for save in taken:
                    save.do(session)
        except BaseException as error:  # noqa: BLE001 - told to those whose work it was
            alone = isinstance(error, Exception) and len(taken) > 1
            taken = taken or [first, *self._take()]
            for save in taken:
                if alone:
                    _do_alone(writing, save)
                else:
                    save.error = error
        finally:
            self._pass_on(taken)

    def _take(self) -> list[_Save[object]]:
        with self._mutex:
            taken, self._waiting = self._waiting, []
            return taken

    def _pass_on(self, done: list[_Save[object]]) -> None:
        """Wake those who are done, and let the first who has come meanwhile lead."""
        with self._mutex:
            self._led = bool(self._waiting)
            if self._waiting:
                leader = self._waiting.pop(0)
                leader.leads = True
                leader.wake()
        for save in done:
            save.wake()


def _do_alone(writing: Writing, save: _Save[object]) -> None:
    try:
        with writing() as session:
            save.do(session)
    except BaseException as error:  # noqa: BLE001 - told to the one whose work it was
        save.error = error
