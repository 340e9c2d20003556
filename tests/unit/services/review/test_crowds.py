"""The crowd is learnt as votes grow, by the queue; open cases are then proposed on anew."""

from __future__ import annotations

import pytest

from annotator.jobs.queue import run_waiting
from annotator.models import Case, Decision, Proposal
from annotator.permissions import OPERATOR
from annotator.queries import cases, jobs, proposals
from annotator.services import working
from annotator.services.review import crowds
from tests.bodies import claim, framing, uid
from tests.functional.api.test_adjudication import work


@pytest.fixture
def voted(world) -> str:
    """A case on which ann and ben differ in the tag, beside twenty in which ben says claim whatever it is."""
    work(world, ann=[framing("exports rose")], ben=[claim("exports rose")])
    with world.writing() as session:
        [first] = cases.of_article(session, world.article(session))
        by_tag = {tag: name for name, tag in proposals.latest(session, first).votes.items()}
        for number in range(20):
            truth = ("claim", "framing")[number % 2]
            add(session, number, {by_tag["framing"]: truth, by_tag["claim"]: "claim", "third": truth})
        return first.public_id


def add(session, number: int, votes: dict[str, str]) -> Case:
    fields = {"state": "decided", "kinds": ["label"], "primary": "label", "members": [], "missing": []}
    case = Case(public_id=uid(900 + number), article_id=1, version=1, inputs_sha256="", **fields)
    session.add(case)
    session.flush()
    options = [{"kind": "reading", "alike": [uid(1)]}]
    of = {"case_id": case.id, "case_version": 1, "method": "majority", "params": {}, "ground": ""}
    session.add(Proposal(**of, votes=votes, options=options, chosen=0, confidence=5 * number))
    return case


def decide(session, case: Case, reviewer: int, *, takes: bool) -> None:
    body = {"case_version": 1, "phase": "blind", "outcome": "accept", "chosen": {"annotations": [uid(2 - takes)]}}
    session.add(Decision(uuid=case.public_id, article_id=1, case_id=case.id, account_id=reviewer, body=body))


def test_nothing_is_known_at_first(world):
    with world.reading() as session:
        assert crowds.known(session, world.project(session)) == crowds.Known(crowds.Crowd(), None)


def test_what_was_learnt_is_kept_and_found_again(world, voted):
    with world.writing() as session:
        learnt = crowds.learn(session, world.project(session))
        assert crowds.known(session, world.project(session)) == learnt
    assert (learnt.crowd.method, learnt.crowd.groups) == ("one_coin", 21)


def test_the_queue_learns_when_votes_have_grown_and_proposes_anew(world, voted):
    with world.writing() as session:
        crowds.learn_when_due(session, world.project(session), [15, 16])
    assert run_waiting(world.store) == 1
    with world.reading() as session:
        row = proposals.latest(session, cases.find(session, OPERATOR, voted))
        assert (row.method, row.params) == ("one_coin", {"groups": 21})
        assert row.options[row.chosen]["tag"] == "framing"


def test_it_is_not_learnt_again_before_there_is_more(world, voted):
    with world.writing() as session:
        crowds.learn(session, world.project(session))
        crowds.learn_when_due(session, world.project(session), [15, 16])
        assert jobs.unfinished(session, working.key_of(crowds.KIND, world.project(session), {})) is None


def test_it_is_counted_at_one_row_in_sixteen(world, voted):
    with world.writing() as session:
        crowds.learn_when_due(session, world.project(session), [1, 15, 17])
        assert jobs.unfinished(session, working.key_of(crowds.KIND, world.project(session), {})) is None


def test_after_a_hundred_blind_decisions_confidence_is_a_share(world, voted):
    with world.writing() as session:
        reviewer = world.actor(session, "rev").account_id
        for number in range(20, 120):
            decide(session, add(session, number, {"a": "claim"}), reviewer, takes=number > 70)
        session.flush()
        curve = crowds.learn(session, world.project(session)).curve
    assert curve is not None
    assert (curve.decisions, curve.at(0.2), curve.at(0.5)) == (100, 0.0, 1.0)
