"""Relations that hang on an annotation: they go with it, come back with it, and keep it legal."""

from __future__ import annotations

import pytest

from annotator.errors import Invalid
from annotator.services.desk import annotating, dependents, relating
from annotator.services.desk.desks import sit_down
from tests.bodies import claim, rebuttal, uid

LINK = {"type": "rebuts", "from": uid(2), "to": uid(1)}


@pytest.fixture
def linked(world):
    act(world, annotating.put, uid(1), claim(), if_match=None)
    act(world, annotating.put, uid(2), rebuttal(), if_match=None)
    act(world, relating.put, uid(3), LINK, if_match=None)
    return world


def act(world, verb, *words, **options):
    with world.writing() as session:
        return verb(session, world.actor(session, "ann"), "a1", *words, **options)


def there(world):
    with world.writing() as session:
        desk = sit_down(session, world.actor(session, "ann"), "a1")
        return [(row.version, row.withdrawn, row.withdrawn_with) for row in dependents.in_layer(session, desk)]


def test_a_relation_goes_and_comes_with_its_end(linked):
    act(linked, annotating.withdraw, uid(1), if_match=None)
    assert there(linked) == [(2, True, uid(1))]
    act(linked, annotating.put, uid(1), claim(), if_match=2)
    assert there(linked) == [(3, False, None)]


def test_it_stays_away_until_both_ends_are_back(linked):
    act(linked, annotating.withdraw, uid(1), if_match=None)
    act(linked, annotating.withdraw, uid(2), if_match=None)
    act(linked, annotating.put, uid(1), claim(), if_match=2)
    assert there(linked) == [(2, True, uid(1))]
    act(linked, annotating.put, uid(2), rebuttal(), if_match=2)
    assert there(linked) == [(3, False, None)]


def test_what_was_withdrawn_by_itself_stays_away(linked):
    act(linked, relating.withdraw, uid(3), if_match=None)
    act(linked, annotating.withdraw, uid(1), if_match=None)
    act(linked, annotating.put, uid(1), claim(), if_match=2)
    assert there(linked) == [(2, True, None)]


def test_a_change_that_makes_one_illegal_names_it(linked):
    with pytest.raises(Invalid, match=uid(3)) as refused:
        act(linked, annotating.put, uid(2), claim(), if_match=1)
    assert refused.value.code == "bad_relation"
    assert there(linked) == [(1, False, None)]
