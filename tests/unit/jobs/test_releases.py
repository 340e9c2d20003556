"""A release made by a worker: frozen at its end, stopped without a trace, begun again after a kill."""

from __future__ import annotations

import pytest

from annotator.jobs import releases
from annotator.jobs.queue import run_waiting
from annotator.jobs.work import Unwanted, Work
from annotator.models import Job
from annotator.queries import jobs
from annotator.services import working
from annotator.services.release import queueing, releasing
from annotator.services.release.package.options import read_options
from tests.released import ready


@pytest.fixture
def job(world):
    ready(world)
    with world.writing() as session:
        man = world.actor(session, "man")
        return queueing.ask(session, man, world.project(session), "1.0.0", read_options({})).public_id


def files(world) -> set[str]:
    return {
        path.name
        for path in world.workspace.path.rglob("*")
        if "release" in str(path) and path.is_file() and path.suffix != ".lock"
    }


def frozen(world) -> list[str]:
    with world.reading() as session:
        return [row.version for row in releasing.of_project(session, world.project(session))]


def state(world, job) -> Job:
    with world.reading() as session:
        return jobs.newest(session, world.project(session).id, queueing.KIND)


def test_a_worker_freezes_it_and_says_what_deserves_a_look(world, job):
    assert run_waiting(world.store, world.workspace) == 1
    done = state(world, job)
    assert (done.state, done.done, done.total) == ("done", 2, 2)
    assert (done.result["version"], done.result["fresh"]) == ("1.0.0", True)
    assert frozen(world) == ["1.0.0"]


@pytest.mark.parametrize("steps", [1, 2, 3])
def test_stopped_at_any_step_it_leaves_nothing(world, job, steps, monkeypatch):
    before, taken = files(world), []

    def tell(work, done, total):
        taken.append(done)
        if len(taken) == steps:
            with world.writing() as session:
                queueing.stop(session, world.actor(session, "man"), world.project(session))
        with world.writing() as session:
            if not working.beat(session, job, done, total):
                raise Unwanted

    monkeypatch.setattr(Work, "tell", tell)
    run_waiting(world.store, world.workspace)
    assert len(taken) == steps
    assert (state(world, job).state, frozen(world), files(world)) == ("cancelled", [], before)
    assert not [path.name for path in world.workspace.path.iterdir() if path.name.startswith(".release")]


def test_what_a_killed_worker_left_is_cleared_when_it_is_begun_again(world, job):
    left = world.workspace.path / f".releases-{job}-abc"
    left.mkdir()
    (left / "lines").write_text("half")
    run_waiting(world.store, world.workspace)
    assert not left.exists() and frozen(world) == ["1.0.0"]


def test_done_twice_it_is_the_same(world, job):
    run_waiting(world.store, world.workspace)
    made = releases.make(Work(world.store, state(world, job), world.workspace))
    assert (made["fresh"], frozen(world)) == (False, ["1.0.0"])


def test_a_worker_without_a_workspace_says_so(world, job):
    run_waiting(world.store)
    assert "without a workspace" in state(world, job).error
