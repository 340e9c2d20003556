"""A worker whose database fails in the middle of its work: what it did stands once, and the rest is done again."""

from __future__ import annotations

from contextlib import suppress

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from annotator.errors import AnnotatorError
from annotator.jobs.queue import run_waiting
from annotator.models import Job, Layer
from annotator.services import working
from tests.corpora import bring_in, line
from tests.functional.api.failing import failing_writes
from tests.functional.faults.standing import wrong
from tests.functional.faults.sweeping import sampled

NAMES = [f"x{number}" for number in range(14)]


def asked(world, name: str) -> None:
    answer = world.as_("man").post("/projects/news/imported-layers", {"layers": {name: None}})
    assert answer.status_code == 202, answer.text


def worked(world) -> None:
    """Let a worker work; what the failure of its database does to it is not told to anybody."""
    with suppress(AnnotatorError, DBAPIError):
        run_waiting(world.store, world.workspace)


def left(world) -> list[str]:
    with world.reading() as session:
        return list(session.scalars(select(Layer.name).where(Layer.compared.is_(False))))


@pytest.mark.slow
def test_each_call_of_a_worker_may_fail(story, monkeypatch):
    world = story.world
    for article in ("i", "j"):
        bring_in(world, line(article, {name: [("claim", 3 * n, 3 * n + 2)] for n, name in enumerate(NAMES)}))
    names = iter(NAMES)
    with failing_writes(world.store, monkeypatch) as fault:
        asked(world, next(names))
        fault.plan()
        worked(world)
        for at, name in zip(sampled(1, fault.calls), names, strict=False):
            asked(world, name)
            fault.plan(at)
            worked(world)
            fault.plan()
            finished(world, name)
    assert wrong(world) == []


def finished(world, name: str) -> None:
    """The work is done, or told as failed and asked for again, or taken up when its worker is given up."""
    with world.writing() as session:
        job = session.scalars(select(Job).order_by(Job.id.desc()).limit(1)).one()
        working.put_back(session, job.public_id)
        state, error = job.state, job.error
    if state == "failed":
        assert "try again" in error
        asked(world, name)
    assert state in {"queued", "done", "failed"}
    run_waiting(world.store, world.workspace)
    assert name not in left(world)
