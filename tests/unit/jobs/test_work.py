"""A worker at a job: done with its result, failed with words, stopped when it is not wanted, harmless twice."""

from __future__ import annotations

import pytest

from annotator.errors import Invalid
from annotator.jobs import work as module
from annotator.jobs.queue import run_waiting
from annotator.jobs.work import Unwanted, does
from annotator.permissions import OPERATOR
from annotator.queries import jobs
from annotator.services import working
from annotator.services.people import accounts


@pytest.fixture
def kind(monkeypatch):
    """Let a function do the jobs of the kind `test`."""
    monkeypatch.setattr(module, "_KINDS", {})
    return does("test")


def done(world):
    """Ask for the work, do it, and return the job."""
    with world.writing() as session:
        job = working.ask_for(session, world.actor(session, "res"), world.project(session), "test", {"n": 1})
    assert run_waiting(world.store) == 1
    with world.reading() as session:
        return jobs.find(session, OPERATOR, job.public_id)


def test_the_result_is_kept(either_world, kind):
    kind(lambda work: {"got": work.arguments["n"]})
    job = done(either_world)
    assert (job.state, job.result) == ("done", {"got": 1})


def test_the_actor_is_who_asked_with_the_roles_of_now(world, kind):
    @kind
    def tell(work):
        with work.store.reading() as session:
            return work.actor(session).name

    assert done(world).result == "res"


def test_who_was_shut_out_has_no_roles_left(world, kind):
    @kind
    def tell(work):
        with work.store.writing() as session:
            accounts.set_disabled(session, OPERATOR, accounts.find(session, "res"))
        with work.store.reading() as session:
            actor = work.actor(session)
        return [len(actor.roles), actor.admin, actor.may_create]

    assert done(world).result == [0, False, False]


def test_a_refusal_is_said_in_its_words(world, kind):
    @kind
    def refuse(work):
        raise Invalid("bad", "The third line is wrong.")

    assert (done(world).state, done(world).error) == ("failed", "The third line is wrong.")


def test_a_bug_is_no_secret_and_tells_no_secret(world, kind):
    kind(lambda work: {}["password"])
    job = done(world)
    assert (job.state, job.error) == ("failed", "Something went wrong inside: KeyError.")


def test_work_stops_when_it_is_cancelled(world, kind):
    @kind
    def go_on(work):
        with work.store.writing() as session:
            working.cancel(session, OPERATOR, work.job.public_id)
        work.tell(1, 2)
        pytest.fail("it went on")

    assert done(world).state == "cancelled"
    assert issubclass(Unwanted, Exception)
