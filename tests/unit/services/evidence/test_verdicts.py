"""The rules of verdicts below the doors."""

from __future__ import annotations

import pytest

from annotator.errors import Refused
from annotator.permissions import OPERATOR
from annotator.services.evidence import ledger, verdicts
from tests.bodies import uid


def test_a_verdict_stands_until_a_part_of_it_changes():
    before = {"verdict": "refuted", "justification": "So.", "rating": None}
    assert verdicts.stands({"verdict": "refuted", "justification": "So.", "missing_context": False}, before)
    assert not verdicts.stands({"verdict": "supported", "justification": "So."}, before)


def test_only_a_manager_asks_for_a_second_verdict(world):
    with world.writing() as session, pytest.raises(Refused):
        verdicts.set_second_verdict(session, world.actor(session, "rev"), world.project(session), wanted=True)


def test_who_is_blind_sees_neither_verdict_nor_proposals(world):
    with world.writing() as session:
        body = {"claim": "Exports rose.", "questions": [{"question": "Did they?", "answers": []}]}
        row = ledger.put_fact_check(session, OPERATOR, world.project(session), uid(1), body, if_match=None).row
        row.body = {**row.body, "verdict": "refuted", "proposals": [{"by": "x", "verdict": "refuted"}]}
        assert set(verdicts.blind_view(row)) == {"id", "claim", "questions"}
        session.rollback()
