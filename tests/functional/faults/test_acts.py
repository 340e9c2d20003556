"""Whatever call of the database fails in whatever act of managing: refused with nothing done, or done."""

from __future__ import annotations

import pytest

from tests.functional.api.failing import failing_writes
from tests.functional.authorisation.asking import routes
from tests.functional.faults import acts_of_articles as articles
from tests.functional.faults import acts_of_evidence as evidence
from tests.functional.faults import acts_of_people as people
from tests.functional.faults import acts_of_projects as projects
from tests.functional.faults import acts_of_work as work
from tests.functional.faults.standing import wrong
from tests.functional.faults.sweeping import Sweep, sampled

CHAPTERS = {
    "articles": (articles.begin, articles.ACTS),
    "evidence": (evidence.begin, evidence.ACTS),
    "people": (people.passwords, people.ACTS),
    "projects": (projects.begin, projects.ACTS),
    "work": (work.begin, work.ACTS),
    "review": (work.read_differently, work.OTHERS),
}


@pytest.mark.slow
@pytest.mark.parametrize("chapter", CHAPTERS)
def test_each_call_of_each_act_may_fail(story, monkeypatch, chapter):
    begin, acts = CHAPTERS[chapter]
    begin(story)
    with failing_writes(story.world.store, monkeypatch) as fault:
        story.warm()
        sweep = Sweep(story, fault)
        for act in acts:
            sweep(act)
    assert wrong(story.world) == []


def test_every_address_that_is_written_to_is_swept(world):
    swept = {act.row for _, acts in CHAPTERS.values() for act in acts}
    written = {row for row in routes(world) if not row.startswith("GET")}
    assert written - swept == set(), "add an act for it"
    assert swept - written == set()


@pytest.mark.parametrize("many", [0, 1, 5, 6, 7, 400])
def test_of_many_calls_those_at_the_ends_fail_and_some_between(many):
    found = list(sampled(1, many))
    assert len(found) == len(set(found)) == min(many, len(found)) and len(found) <= 6
    assert not many or (found[0], found[-1]) == (1, many)


def test_where_one_call_fails_each_does_in_its_turn():
    assert {at for turn in range(9) for at in sampled(3, 11, 1, turn)} == set(range(3, 12))
