"""Entities as a page: counted, likely ones proposed with a reason, merged after a look, taken apart again."""

from __future__ import annotations

import pytest

from tests.bodies import ENTITY, claim, entity, uid
from tests.visitors import words

HERE = "/projects/news/entities"
OTHER = uid(901)


@pytest.fixture
def rev(world, visit):
    ann = world.as_("ann")
    assert ann.put(f"{HERE}/{OTHER}", entity("the  gazette")).status_code == 201
    assert ann.put(f"/articles/a1/annotations/{uid(1)}", claim(speaker=OTHER)).status_code == 201
    return visit("rev")


def send(rev, path, **fields):
    return rev.send(f"{HERE}/{path}", page=HERE, **fields)


def test_likely_ones_are_proposed_with_the_reason(rev):
    shown = words(rev.get(HERE))
    assert "Likely one" in shown and "both are called “The Gazette”" in shown


def test_they_are_looked_at_merged_and_taken_apart(world, rev):
    looked = words(rev.get(f"{HERE}/{OTHER}/merge?into={ENTITY}"))
    assert "No annotation is changed." in looked
    assert send(rev, f"{OTHER}/merge", into=ENTITY).status_code == 303
    shown = words(rev.get(HERE))
    assert "stands for the gazette" in shown and "Likely one" not in shown
    assert send(rev, f"{OTHER}/split").status_code == 303
    assert "Likely one" in words(rev.get(HERE))


def test_an_annotator_sees_what_they_may_and_merges_nothing(rev, visit):
    shown = words(visit("ben").get(HERE))
    assert "The Gazette" in shown and "the gazette" not in shown
    assert "Merge into" not in words(visit("ann").get(HERE))
    assert visit("ann").get(f"{HERE}/{OTHER}/merge").status_code == 403


@pytest.mark.parametrize("into, code", [("x", 404), (OTHER, 409)])
def test_what_cannot_be_merged_is_refused(rev, into, code):
    assert send(rev, f"{OTHER}/merge", into=into).status_code == code


def test_a_reviewer_adds_a_name_for_gold(world, visit):
    rev, here = visit("rev"), "/projects/news/entities"
    assert rev.send(here, page=here, name="", kind="ngo").status_code == 422
    assert rev.send(here, page=here, name="Clean Rivers", kind="river").status_code == 422
    answer = rev.send(here, page=here, name="Clean Rivers", kind="ngo")
    assert answer.status_code == 303
    assert "Clean Rivers NGO" in words(rev.get(here))
    assert visit("res").send(here, page="/help", name="x", kind="ngo").status_code == 403
