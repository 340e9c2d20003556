"""Regions corrected by hand, until the first hand-in."""

from __future__ import annotations

import re

import pytest

from annotator.services.desk import submitting
from tests.visitors import words

HERE = "/articles/a2/regions"
SEEN = re.compile(r'name="seen" value="(\w+)"')


@pytest.fixture
def seen(world, man):
    regions = [{"role": "title", "start": 0, "end": 7}, {"role": "body", "start": 9, "end": 32}]
    world.add_article("a2", "A title\n\nFirst words.\nShare this", regions=regions)
    return SEEN.search(man.get(HERE).text)[1]


def regions(world):
    with world.reading() as session:
        return [(r["role"], r["start"], r["end"]) for r in world.article(session, "a2").regions]


def choose(man, seen, **roles):
    return man.send(HERE, page=HERE, seen=seen, **{"new-0": "y", "new-9": "y", **roles})


def test_a_paragraph_becomes_boilerplate(world, man, seen):
    assert choose(man, seen, **{"role-22": "boilerplate", "new-22": "y"}).status_code == 303
    assert regions(world) == [("title", 0, 7), ("body", 9, 21), ("boilerplate", 22, 32)]


def test_paragraphs_of_one_role_are_one_region_unless_split(world, man, seen):
    choose(man, seen, **{"new-22": "y"})
    assert regions(world) == [("title", 0, 7), ("body", 9, 21), ("body", 22, 32)]


def test_nothing_chosen_changes_nothing(world, man, seen):
    before = regions(world)
    assert choose(man, seen).status_code == 303
    assert regions(world) == before


def test_regions_changed_meanwhile_are_shown_first(man, seen):
    answer = choose(man, "0" * 64)
    assert answer.status_code == 409
    assert "Somebody changed the regions" in words(answer)


def test_a_role_that_is_none_is_refused(man, seen):
    assert choose(man, seen, **{"role-9": "headline"}).status_code == 422


def test_an_article_handed_in_keeps_its_regions(world, man, seen):
    world.assign("a2", "ann")
    with world.writing() as session:
        submitting.hand_in(session, world.actor(session, "ann"), "a2")
    answer = choose(man, seen, **{"role-9": "caption"})
    assert answer.status_code == 409
    assert "caption" in answer.text


@pytest.mark.parametrize("who, status", [("ann", 404), ("rev", 403), ("res", 403), ("out", 404)])
def test_only_a_manager_corrects(visit, seen, who, status):
    assert visit(who).get(HERE).status_code == status
