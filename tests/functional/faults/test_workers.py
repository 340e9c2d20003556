"""A worker whose database fails in the middle of its work: what it did stands once, and the rest is done again."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import NamedTuple

import pytest
from sqlalchemy import delete, select
from sqlalchemy.exc import DBAPIError

from annotator.errors import AnnotatorError
from annotator.jobs import gamma, kinds, work
from annotator.jobs.queue import run_waiting
from annotator.models import Computed, Job, Layer, Release
from annotator.permissions import OPERATOR
from annotator.services import working
from annotator.services.agreement import gamma as measuring_gamma
from annotator.services.release import queueing
from annotator.services.review import adopting, crowds
from tests.corpora import bring_in, line
from tests.functional.api.failing import failing_writes
from tests.functional.faults import acts_of_evidence
from tests.functional.faults.standing import wrong
from tests.functional.faults.story import Story
from tests.functional.faults.sweeping import MOST, sampled
from tests.released import ready
from tests.world import World

NAMES = [f"x{number}" for number in range(14)]
LATER = {"Prefer": "respond-async"}


class Kind(NamedTuple):
    """What a kind of job works on, how it is asked for another time, and what tells that it is done."""

    begin: Callable[[Story], object]
    ask: Callable[[World, int], object]
    done: Callable[[World, int], bool]


def with_layers(story: Story) -> None:
    for article in ("i", "j"):
        bring_in(story.world, line(article, {name: [("claim", 3 * n, 3 * n + 2)] for n, name in enumerate(NAMES)}))


def adoption(world: World, turn: int) -> None:
    answer = world.as_("man").post("/projects/news/imported-layers", {"layers": {NAMES[turn]: None}})
    assert answer.status_code == 202, answer.text


def adopted(world: World, turn: int) -> bool:
    with world.reading() as session:
        left = session.scalars(select(Layer.name).where(Layer.compared.is_(False)))
        return NAMES[turn] not in set(left)


def forget(world: World) -> None:
    """Let nothing be known that can be computed again."""
    with world.writing() as session:
        session.execute(delete(Computed))


def measuring(world: World, turn: int) -> None:
    forget(world)
    assert world.as_("man").post("/projects/news/agreement/gamma").status_code == 202


def measured(world: World, turn: int) -> bool:
    with world.reading() as session:
        return not measuring_gamma.missing(session, world.actor(session, "man"), world.project(session), ())


def learning(world: World, turn: int) -> None:
    forget(world)
    with world.writing() as session:
        working.ask_for(session, OPERATOR, world.project(session), crowds.KIND, {})


def learnt(world: World, turn: int) -> bool:
    with world.reading() as session:
        return session.scalar(select(Computed.key)) is not None


def release(world: World, turn: int) -> None:
    answer = world.as_("man").post("/projects/news/releases", {"version": f"1.0.{turn}"}, headers=LATER)
    assert answer.status_code == 202, answer.text


def released(world: World, turn: int) -> bool:
    with world.reading() as session:
        return session.scalar(select(Release.id).where(Release.version == f"1.0.{turn}")) is not None


KINDS = {
    adopting.KIND: Kind(with_layers, adoption, adopted),
    gamma.KIND: Kind(acts_of_evidence.begin, measuring, measured),
    crowds.KIND: Kind(acts_of_evidence.begin, learning, learnt),
    queueing.KIND: Kind(lambda story: ready(story.world), release, released),
}


def test_every_kind_of_job_is_swept():
    assert kinds.MODULES and set(KINDS) == set(work._KINDS)


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_each_call_of_a_worker_may_fail(story, monkeypatch, kind):
    world, (begin, ask, _) = story.world, KINDS[kind]
    begin(story)
    run_waiting(world.store, world.workspace)
    with failing_writes(world.store, monkeypatch) as fault:
        ask(world, 0)
        fault.plan()
        worked(world)
        most = min(MOST, len(NAMES) - 2) if kind == adopting.KIND else MOST  # each takes a layer
        for turn, at in enumerate(sampled(1, fault.calls, most), 1):
            ask(world, turn)
            fault.plan(at)
            worked(world)
            fault.plan()
            finished(world, KINDS[kind], turn)
    assert wrong(world) == []


def worked(world: World) -> None:
    """Let a worker work; what the failure of its database does to it is not told to anybody."""
    with suppress(AnnotatorError, DBAPIError):
        run_waiting(world.store, world.workspace)


def finished(world: World, kind: Kind, turn: int) -> None:
    """The work is done, or told as failed and asked for again, or taken up when its worker is given up."""
    with world.writing() as session:
        job = session.scalars(select(Job).order_by(Job.id.desc()).limit(1)).one()
        working.put_back(session, job.public_id)
        state, error = job.state, job.error
    if state == "failed":
        assert "try again" in error
        kind.ask(world, turn)
    assert state in {"queued", "done", "failed"}
    run_waiting(world.store, world.workspace)
    assert kind.done(world, turn), (state, error)
