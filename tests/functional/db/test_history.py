"""The history: complete, in one line, and not to be changed by anybody."""

from __future__ import annotations

import threading

import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from annotator.db import open_store
from annotator.models import Chain, Event
from annotator.permissions import OPERATOR
from annotator.queries import events
from annotator.services.people import accounts
from annotator.services.project import projects
from tests.bodies import claim
from tests.functional.db.folding import broken, rows, told
from tests.functional.db.histories import Histories
from tests.functional.db.test_stress import at_once


@pytest.mark.parametrize("examples", [8, pytest.param(12, marks=pytest.mark.slow)])
def test_every_act_is_in_the_history(world_template, examples):
    """Any order of acts: the fold of the events is the state of the rows, after each of them.

    The soak `histories` tries 2,000 orders.
    """
    Histories.template = world_template
    limits = settings(max_examples=examples, stateful_step_count=25, deadline=None, derandomize=examples < 12)
    run_state_machine_as_test(Histories, settings=limits)


LIFE = [
    lambda m: m.withdraw("ann", 0),
    lambda m: m.put("ann", 0, claim("exports rose", voice="author_voice"), "now"),
    lambda m: m.unrelate("ben", 0),
    lambda m: m.relate("ben", 0, 1, 0, "rebuts", "now"),
    lambda m: m.all_hand_in(),
    lambda m: m.decide(0, "accept", undo=False),
    lambda m: m.decide(0, "accept", undo=True),
    lambda m: m.decide(0, "accept", undo=False),
    lambda m: m.decide(1, "accept", undo=False),
    lambda m: m.decide(0, "merge", undo=False),
    lambda m: m.decide(0, "accept", undo=True),
    lambda m: m.decide(1, "accept", undo=True),
    lambda m: m.decide(1, "reject", undo=False),
    lambda m: m.reopen("ann"),
    lambda m: m.reopen_as_manager("ann"),
    lambda m: m.withdraw("ann", 0),
    lambda m: m.all_hand_in(),
    lambda m: m.assign("ben", give=False),
    lambda m: m.reopen_as_manager("ben"),
    lambda m: m.assign("ben", give=False),
    lambda m: m.assign("ben", give=True),
    lambda m: m.name_an_entity(0, "A"),
    lambda m: m.change_members("ann", take=False),
    lambda m: m.change_members("ann", take=True),
]


def test_a_whole_life_is_in_the_history(world_template):
    """The same with one long life in which every kind of act happens."""
    Histories.template = world_template
    machine = Histories()
    machine.begin(handed_in=False)
    for step in LIFE:
        step(machine)
        machine.the_history_tells_what_is()
    with machine.world.reading() as session:
        acts = {event.action for event, _ in events.of_chain(session, machine.world.project(session))}
    machine.teardown()
    assert acts >= {
        "annotation:put", "annotation:withdraw", "relation:put", "relation:withdraw", "layer:hand_in",
        "layer:reopen", "case:compare", "case:decide", "case:reopen", "gold:state", "assignment:make",
        "assignment:withdraw", "entity:put", "member:add", "member:remove",
    }  # fmt: skip


STATEMENTS = [
    "UPDATE event SET action = 'nothing'", "DELETE FROM event", "UPDATE event SET hash = prev_hash WHERE seq = 1",
    "DELETE FROM event WHERE seq = (SELECT max(seq) FROM event)",
]  # fmt: skip


@pytest.mark.parametrize("statement", STATEMENTS)
def test_events_cannot_be_changed(either_world, statement):
    with pytest.raises(DBAPIError), either_world.writing() as session:
        session.execute(text(statement))
    with either_world.reading() as session:
        assert broken(session, either_world.project(session)) == []
        assert session.scalar(select(func.count()).select_from(Event)) > 5


def test_two_writers_never_fork_the_chain(either_world):
    def work() -> None:
        for number in range(10):
            with either_world.writing() as session:
                project = either_world.project(session)
                projects.change_settings(session, OPERATOR, project, title=f"title {number}")

    at_once(work, 6)
    with either_world.reading() as session:
        project = either_world.project(session)
        assert broken(session, project) == []
        chain = session.scalars(select(Chain).where(Chain.project_id == project.id)).one()
        seqs = session.scalars(select(Event.seq).where(Event.chain_id == chain.id).order_by(Event.seq)).all()
        assert list(seqs) == list(range(1, chain.seq + 1))
        assert chain.seq >= 60


def test_projects_have_chains_of_their_own(world):
    world.add_project("other")
    with world.reading() as session:
        for slug in ("news", "other"):
            project = world.project(session, slug)
            assert broken(session, project) == []
            assert told(session, project) == rows(session, project)


def test_the_workspace_has_one_chain_from_the_beginning(database_url):
    """Two first acts at once would each begin one."""
    store = open_store(database_url)

    def work() -> None:
        with store.writing() as session:
            accounts.create(session, OPERATOR, f"person {threading.get_ident()}")

    at_once(work, 4)
    with store.reading() as session:
        chain = session.scalars(select(Chain).where(Chain.project_id.is_(None))).one()
        assert chain.seq == session.scalar(select(func.count()).select_from(Event)) == 4
    store.close()
