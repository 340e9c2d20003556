"""One act with one call of the database after the other failing: refused with nothing done, or done once."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import count
from typing import Any

from tests.functional.api.failing import Fault
from tests.functional.faults.standing import SAID_AGAIN, differing, files_of, half_done, rows_of
from tests.functional.faults.story import Story
from tests.world import World

ASKED = os.environ.get("SWEEP_MOST")
EACH, MOST, FEW = 2, int(ASKED or 5), int(ASKED or 1)
FIRST = int(os.environ.get("SWEEP_TURN", "0"))
"""Where more than `MOST` calls lead to a commit, so many at either end fail, and one or two between.

On PostgreSQL one fails, another one from act to act; the soak `sweeps` lets each fail, on both databases.
"""
DONE = {200, 201, 202, 204, 303}
TOLD = {400, 403, 404, 409, 412, 422, 428}
"""What answers say where the act is done already: the link is used, the version is not that any more."""


class Sweep:
    """Sweeps acts in a world: at most so many calls before each commit, undone or unheard in turn.

    The answer to a commit is lost too.
    """

    def __init__(self, story: Story, fault: Fault, most: int | None = None) -> None:
        self._story, self._fault, self._turn = story, fault, FIRST
        self._most = most or (MOST if story.world.store.is_sqlite else FEW)
        self._before: Any = None
        self._files: set[str] = set()
        self.calls: dict[str, int] = {}

    def __call__(self, act: Any) -> None:
        """Let each commit of the act fail, before that each call that leads to it, then let it go through."""
        send = act.ready(self._story)
        world = self._story.world
        self._before, self._files = rows_of(world), files_of(world)
        for number in count(1):
            calls = self._commit(act, send, number)
            if calls is None:
                return
            self.calls[act.row] = self.calls.get(act.row, 0) + calls

    def _commit(self, act: Any, send: Any, number: int) -> int | None:
        """Return how many calls led to the commit of that number; None when the act is done."""
        self._fault.plan(commit=number)
        answer = send()
        calls = self._fault.calls
        if not self._fault.struck:
            return self._done(act, answer)
        if self.acknowledges(answer):
            return self._whole(act, answer, send)
        self._refused(act, answer, f"commit {number}")
        for at in sampled(self._fault.begun, calls - 1, self._most, self._turn):
            self._turn += 1
            self._fault.plan(at, after=self._turn // 2 % 2 == 1)
            answer = send()
            if not self._fault.struck:  # what was remembered needs fewer calls
                return self._done(act, answer)
            self._refused(act, answer, f"call {at} of {calls}")
        return calls if not self._answer_lost(act, send, number) else None

    def _done(self, act: Any, answer: Any) -> None:
        """The act went through: it is acknowledged, and something is there that was not."""
        self._fault.plan()
        assert self.acknowledges(answer), (act.row, self.said(answer))
        assert rows_of(self._story.world) != self._before, f"{act.row} changed nothing"

    def _whole(self, act: Any, answer: Any, send: Any) -> None:
        """What failed came after the act: it is there whole, and said again it changes nothing."""
        self._done(act, answer)
        done = rows_of(self._story.world)
        assert self.acknowledges(send()), act.row
        assert differing(done, rows_of(self._story.world)) == set(), f"{act.row} was half done"

    def _answer_lost(self, act: Any, send: Any, number: int) -> bool:
        """Let the commit be done and its answer be lost; tell whether that did the act, and was harmless."""
        self._fault.plan(commit=number, after=True)
        answer = send()
        done = rows_of(self._story.world)
        if done == self._before:
            self._refused(act, answer, f"commit {number} unheard")
            return False
        assert not self.acknowledges(answer), (act.row, self.said(answer))
        self._fault.plan()
        again = send()
        assert self.acknowledges(again) or self.tells(again), (act.row, self.said(again))
        twice = differing(done, rows_of(self._story.world))
        assert twice <= SAID_AGAIN | act.supersedes, f"{act.row} was done twice: {twice}"
        return True

    def _refused(self, act: Any, answer: Any, where: str) -> None:
        self.refuses(act, answer, where)
        world: World = self._story.world
        changed = differing(self._before, rows_of(world))
        assert changed == set(), f"{act.row}: refused at {where}, and done: {changed}"
        assert half_done(world, self._files) == [], f"{act.row}: {where}"

    def acknowledges(self, answer: Any) -> bool:
        """Tell whether the answer says that the act is done."""
        return answer.status_code in DONE

    def tells(self, answer: Any) -> bool:
        """Tell whether the answer says that the act is done already."""
        return answer.status_code in TOLD

    def said(self, answer: Any) -> object:
        """Return what the answer says, for whoever reads what went wrong."""
        return answer.status_code, answer.text[:3000]

    def refuses(self, act: Any, answer: Any, where: str) -> None:
        """The answer says that nothing was saved, in the way of the contract."""
        told = (act.row, where, answer.status_code, answer.text[:600])
        assert answer.status_code == 503 and "Retry-After" in answer.headers, told
        assert "Traceback" not in answer.text, told
        if act.row.split(" ")[1].startswith("/api"):
            assert (answer.json["code"], answer.json["saved"]) == ("busy", False), told
            assert answer.mimetype == "application/problem+json"
        else:
            assert "Nothing was saved" in answer.text, told


def sampled(first: int, last: int, most: int = MOST, turn: int = 0) -> Iterator[int]:
    """Yield which calls fail: each at both ends, and of a long middle, evenly, what `most` leaves.

    Where `most` leaves none, one of all: which, goes with the turn.
    """
    whole = range(first, last + 1)
    if len(whole) <= most:
        yield from whole
    elif most <= 2 * EACH:
        yield whole[turn % len(whole)]
    else:
        middle = whole[EACH:-EACH]
        yield from whole[:EACH]
        yield from middle[:: -(-len(middle) // (most - 2 * EACH))]
        yield from whole[-EACH:]
