"""What rests on a definition: imported gold stands for itself, gold that a case made is its case's."""

from __future__ import annotations

from annotator.domain.schemes.redefined import Part
from annotator.services.review.resting import resting_on
from tests.bodies import claim
from tests.functional.api.test_adjudication import ANN, cases, decide, work
from tests.unit.services.agreement.test_qualifying import settle

NEVER = 10**9


def found(world, *parts: Part):
    with world.reading() as session:
        return resting_on(session, world.project(session), list(parts), NEVER)


def test_annotations_stand_for_themselves_until_review_begins(world):
    work(world, ann=[claim()], ben=[claim("exports rose")])
    assert [one.case_id for one in found(world, Part("claim"))] == [None, None]
    decide(world, cases(world, "open")[0], chosen=ANN)
    [one] = found(world, Part("claim"))
    assert one.case_id is not None and one.annotation is None


def test_each_item_says_on_which_definitions_it_rests(world):
    work(world, ann=[claim()], ben=[])
    wanted = Part("claim"), Part("claim", "voice", "direct_quote"), Part("claim", "voice")
    [one] = found(world, *wanted)
    assert one.parts == {Part("claim"), Part("claim", "voice")}


def test_gold_that_came_with_an_article_stands_for_itself(world):
    settle(world, "t", None)
    [one] = found(world, Part("claim"))
    assert one.case_id is None and one.annotation is not None


def test_what_changed_after_the_event_is_left_out(world):
    settle(world, "t", None)
    with world.reading() as session:
        assert resting_on(session, world.project(session), [Part("claim")], 1) == []
