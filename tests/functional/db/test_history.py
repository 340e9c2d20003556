"""The history: complete, in one line, and not to be changed by anybody."""

from __future__ import annotations

import shutil
import tempfile
import threading
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from annotator.db import open_store
from annotator.errors import AnnotatorError
from annotator.models import Chain, Event
from annotator.permissions import OPERATOR
from annotator.queries import cases, events
from annotator.services.corpus import exporting
from annotator.services.desk import annotating, desks, relating, submitting
from annotator.services.evidence import ledger
from annotator.services.people import accounts, assigning
from annotator.services.project import projects
from annotator.services.review import adjudicating
from exports import record
from tests.bodies import claim, entity, framing, rebuttal, uid
from tests.functional.db.folding import broken, rows, told
from tests.functional.db.test_stress import at_once
from tests.world import World, copy_world

PEOPLE = st.sampled_from(["ann", "ben"])
BASE = {"ann": 1, "ben": 101}
NUMBERS = st.integers(0, 1)
BODIES = st.sampled_from(
    [claim(), claim(note="again"), claim("exports rose"), rebuttal(target_external="Said abroad."), framing()]
)
VERSIONS = st.sampled_from([None, "now", "now", "now"])
LINKS = st.sampled_from(["rebuts", "part_of", "duplicates", "frames"])
OUTCOMES = st.sampled_from(["accept", "accept", "reject", "merge", "undecidable"])


class Histories(RuleBasedStateMachine):
    """Everything that people do to an article, in any order."""

    template: World

    @initialize(handed_in=st.booleans())
    def begin(self, handed_in: bool) -> None:
        """Begin where both have marked a claim and a rebuttal, and linked them."""
        self.folder = Path(tempfile.mkdtemp())
        self.world = copy_world(self.template, self.folder)
        for name, base in BASE.items():
            link = {"type": "rebuts", "from": uid(base + 1), "to": uid(base)}
            self.act(annotating.put, name, "a1", uid(base), claim(), if_match=None)
            self.act(annotating.put, name, "a1", uid(base + 1), rebuttal(), if_match=None)
            self.act(relating.put, name, "a1", uid(base + 50), link, if_match=None)
        if handed_in:
            self.all_hand_in()

    def teardown(self) -> None:
        """Whatever happened, the corpus that leaves is valid."""
        with self.world.reading() as session:
            project = self.world.project(session)
            lines = list(exporting.records(session, OPERATOR, project, chosen="all"))
            found = [
                record.problems({key: value for key, value in line.items() if key != "history"}) for line in lines
            ]
        assert [problems for problems in found if problems] == []
        self.world.close()
        shutil.rmtree(self.folder)

    def act(self, service, name: str, *arguments, **options) -> None:
        """Do it in a transaction; what is refused must leave no trace, which the invariants see."""
        try:
            with self.world.writing() as session:
                who = OPERATOR if name == "operator" else self.world.actor(session, name)
                service(session, who, *arguments, **options)
        except AnnotatorError:
            pass

    def version(self, name: str, number: int, kind: str, wanted: object) -> int | None:
        layer = self.world.as_(name).get("/articles/a1/layers/mine?withdrawn=true")
        items = layer.json.get(kind, []) if layer.status_code == 200 else []
        return next((item["version"] for item in items if wanted and item["id"] == uid(number)), None)

    @rule(name=PEOPLE, number=NUMBERS, body=BODIES, wanted=VERSIONS)
    def put(self, name, number, body, wanted):
        number += BASE[name]
        version = self.version(name, number, "annotations", wanted)
        self.act(annotating.put, name, "a1", uid(number), body, if_match=version)

    @rule(name=PEOPLE, number=NUMBERS)
    def withdraw(self, name, number):
        self.act(annotating.withdraw, name, "a1", uid(number + BASE[name]), if_match=None)

    @rule(name=PEOPLE, number=NUMBERS, start=NUMBERS, end=NUMBERS, kind=LINKS, wanted=VERSIONS)
    def relate(self, name, number, start, end, kind, wanted):
        number += BASE[name] + 50
        body = {"type": kind, "from": uid(start + BASE[name]), "to": uid(end + BASE[name])}
        version = self.version(name, number, "relations", wanted)
        self.act(relating.put, name, "a1", uid(number), body, if_match=version)

    @rule(name=PEOPLE, number=NUMBERS)
    def unrelate(self, name, number):
        self.act(relating.withdraw, name, "a1", uid(number + BASE[name] + 50), if_match=None)

    @rule(name=PEOPLE)
    def hand_in(self, name):
        self.act(submitting.hand_in, name, "a1")

    @rule()
    def all_hand_in(self):
        for name in ("ann", "ben"):
            self.act(submitting.hand_in, name, "a1")

    @rule(name=PEOPLE)
    def reopen(self, name):
        self.act(submitting.reopen, name, "a1")

    @rule(name=PEOPLE)
    def reopen_as_manager(self, name):
        def service(session, actor):
            layer = desks.sit_down(session, self.world.actor(session, name), "a1").layer
            submitting.reopen_for(session, actor, "a1", layer.name)

        self.act(service, "man")

    @rule(name=PEOPLE, give=st.booleans())
    def assign(self, name, give):
        def service(session, actor):
            project = self.world.project(session)
            if give:
                account = accounts.find(session, name)
                assigning.assign(session, actor, project, self.world.article(session), account)
            else:
                assigning.withdraw_from(session, actor, project, [name])

        self.act(service, "man")

    @rule(number=NUMBERS, outcome=OUTCOMES, undo=st.booleans())
    def decide(self, number, outcome, undo):
        def service(session, actor):
            found = cases.of_article(session, self.world.article(session))
            if not found:
                return
            case = found[number % len(found)]
            if undo:
                adjudicating.undo(session, actor, case.public_id)
                return
            ids = [member["id"] for member in case.members if member["id"]]
            body = {"case_version": case.version, "outcome": outcome, "reason": "slip", "rationale": "So."}
            chosen = ids[:1] if outcome == "accept" else None
            adjudicating.settle(session, actor, case.public_id, {**body, "confidence": 2, "chosen": chosen})

        self.act(service, "rev")

    @rule(number=NUMBERS, title=st.sampled_from(["A", "B"]))
    def name_an_entity(self, number, title):
        def service(session, actor):
            ledger.put_entity(
                session, actor, self.world.project(session), uid(900 + number), entity(title), if_match=None
            )

        self.act(service, "man")

    @rule(name=st.sampled_from(["ann", "out"]), take=st.booleans())
    def change_members(self, name, take):
        def service(session, actor):
            account = accounts.find(session, name)
            change = projects.remove_member if take else projects.add_member
            change(session, actor, self.world.project(session), account, "researcher")

        self.act(service, "man")

    @invariant()
    def the_history_tells_what_is(self):
        """Links have live ends, and a gold claim has one fact-check, too."""
        with self.world.reading() as session:
            project = self.world.project(session)
            found = rows(session, project)
            assert told(session, project) == found
            assert broken(session, project) == []
        live = {k: v for (_, k), v in found.items() if k.startswith("annotation/") and not v["withdrawn"]}
        for (_, key), state in found.items():
            if key.startswith("relation/") and not state["withdrawn"]:
                layer = key.split("/")[1]
                assert {f"annotation/{layer}/{state[end]}" for end in ("from", "to")} <= live.keys()
        claims = {v["id"] for k, v in live.items() if k.startswith("annotation/gold/") and v["tag"] == "claim"}
        mentions = [m for (_, k), v in found.items() if k.startswith("fact_check/") for m in v["mentions"]]
        assert all(mentions.count(uuid) == 1 for uuid in claims)


@pytest.mark.parametrize("examples", [8, pytest.param(80, marks=pytest.mark.slow)])
def test_every_act_is_in_the_history(world_template, examples):
    """Any order of acts: the fold of the events is the state of the rows, after each of them."""
    Histories.template = world_template
    limits = settings(max_examples=examples, stateful_step_count=25, deadline=None, derandomize=examples < 50)
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
