"""Everything that people do to an article, in any order, and what must hold after each act."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from annotator.errors import AnnotatorError
from annotator.permissions import OPERATOR
from annotator.queries import cases
from annotator.services.corpus import exporting
from annotator.services.desk import annotating, desks, live, relating, submitting
from annotator.services.evidence import ledger
from annotator.services.people import accounts, assigning
from annotator.services.project import projects
from annotator.services.review import adjudicating
from exports import record
from tests.bodies import claim, entity, framing, rebuttal, uid
from tests.functional.db.folding import broken, rows, told
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
                done = service(session, who, *arguments, **options)
                if isinstance(done, desks.Stored):
                    assert [*done.lines] == live.lines_in(session, done.row.layer_id)
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
