"""Jobs: asked for once, taken once, taken again from the dead, given up, cancelled, put back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from annotator.errors import Conflict, Missing
from annotator.permissions import OPERATOR
from annotator.queries import jobs
from annotator.services import working

START = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def clock():
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


def ask(world, name: str = "res", **arguments):
    with world.writing() as session:
        return working.ask_for(
            session, world.actor(session, name), world.project(session), "test", arguments
        ).public_id


def take(world):
    with world.writing() as session:
        job = working.take(session)
        return (job.public_id, job.attempts) if job else None


def look(world, public_id: str):
    with world.reading() as session:
        return jobs.find(session, OPERATOR, public_id)


def test_the_same_work_is_asked_for_once(either_world):
    first = ask(either_world, n=1)
    assert ask(either_world, n=1) == first != ask(either_world, n=2)
    assert take(either_world) == (first, 1)
    assert ask(either_world, n=1) == first


def test_work_is_taken_in_order_by_one_worker_each(either_world):
    first, second = ask(either_world, n=1), ask(either_world, n=2)
    assert [take(either_world), take(either_world), take(either_world)] == [(first, 1), (second, 1), None]


def test_what_a_dead_worker_held_is_taken_again_and_given_up_at_last(world, clock):
    public_id = ask(world)
    for attempt in (1, 2, 3):
        assert take(world) == (public_id, attempt)
        clock.shift(timedelta(seconds=30))
        assert take(world) is None
        clock.shift(timedelta(seconds=31))
    assert take(world) is None
    found = look(world, public_id)
    assert (found.state, found.error) == ("failed", "The worker died 3 times at this work.")


def test_a_worker_that_beats_time_keeps_its_work(world, clock):
    public_id = ask(world)
    take(world)
    for _ in range(4):
        clock.shift(timedelta(seconds=50))
        with world.writing() as session:
            assert working.beat(session, public_id, 1, 4)
        assert take(world) is None
    assert (look(world, public_id).done, look(world, public_id).total) == (1, 4)


def test_cancelled_work_is_not_wanted_any_more(world):
    public_id = ask(world)
    take(world)
    with world.writing() as session:
        working.cancel(session, world.actor(session, "man"), public_id)
        assert not working.beat(session, public_id)
        working.finish(session, public_id, {"late": True})
    assert (look(world, public_id).state, look(world, public_id).result) == ("cancelled", None)


def test_what_is_over_cannot_be_cancelled(world):
    public_id = ask(world)
    take(world)
    with world.writing() as session:
        working.finish(session, public_id, {"articles": 1})
        with pytest.raises(Conflict):
            working.cancel(session, OPERATOR, public_id)
    assert look(world, public_id).result == {"articles": 1}


def test_others_jobs_are_not_there(world):
    public_id = ask(world, "res")
    with world.reading() as session:
        for name in ("ann", "rev", "adm"):
            with pytest.raises(Missing):
                jobs.find(session, world.actor(session, name), public_id)


def test_work_that_is_put_back_is_free_at_once_and_no_death(world):
    public_id = ask(world)
    take(world)
    with world.writing() as session:
        working.put_back(session, public_id)
    assert take(world) == (public_id, 1)
