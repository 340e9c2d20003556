"""Two entities that are one: the readings stay as they were made, and everybody learns which stands for which."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import select

from annotator.errors import Conflict, Missing, Refused
from annotator.models import Article, Layer
from annotator.records.corpus import records
from annotator.services.evidence import merging
from annotator.services.proof.checking import check
from tests.bodies import ENTITY, claim, entity, uid

OTHER, THIRD = uid(901), uid(902)


@pytest.fixture
def told(world):
    """Ann names one entity, Ben another of his own; both have handed in."""
    for name, number, key in (("ann", 1, ENTITY), ("ben", 2, OTHER)):
        person = world.as_(name)
        if key == OTHER:
            assert person.put(f"/projects/news/entities/{OTHER}", entity("Gazette, The")).status_code == 201
        assert person.put(f"/articles/a1/annotations/{uid(number)}", claim(speaker=key)).status_code == 201
        assert person.put("/articles/a1/submission", {}).status_code == 200
    return world


def merge(world, one=OTHER, into=ENTITY, name="rev"):
    with world.writing() as session:
        merging.merge(session, world.actor(session, name), world.project(session), one, into)


def split(world, one=OTHER):
    with world.writing() as session:
        merging.split(session, world.actor(session, "rev"), world.project(session), one)


def cases(world):
    return [case["kinds"] for case in world.as_("rev").get("/projects/news/cases").json["items"]]


def exported(world):
    with world.reading() as session:
        project = world.project(session)
        [line] = records(session, project, select(Article), select(Layer))
        return json.loads(json.dumps(line))


def test_what_was_a_difference_is_none_until_it_is_taken_apart(told):
    before = cases(told)
    merge(told)
    after = cases(told)
    assert before != after
    split(told)
    assert cases(told) == before


def test_a_corpus_says_which_stands_for_which(told):
    merge(told)
    line = exported(told)
    named = {
        annotation["attributes"]["speaker"] for layer in line["layers"] for annotation in layer["annotations"]
    }
    assert OTHER in named
    assert {one["id"]: one.get("joined_into") for one in line["entities"]} == {ENTITY: None, OTHER: ENTITY}


def test_the_history_holds_it(told):
    merge(told)
    with told.reading() as session:
        assert [finding.check for finding in check(session) if not finding.ok] == []
    split(told)
    with told.reading() as session:
        assert [finding.check for finding in check(session) if not finding.ok] == []


def test_the_one_that_stands_for_both_is_listed(told):
    merge(told)
    listed = {one["id"] for one in told.as_("rev").get("/projects/news/entities").json["items"]}
    assert listed == {ENTITY}
    split(told)
    listed = {one["id"] for one in told.as_("rev").get("/projects/news/entities").json["items"]}
    assert listed == {ENTITY, OTHER}


@pytest.mark.parametrize("one, into", [(ENTITY, ENTITY), (ENTITY, OTHER), (THIRD, OTHER)])
def test_there_are_no_chains(told, one, into):
    assert told.as_("rev").put(f"/projects/news/entities/{THIRD}", entity("Third")).status_code == 201
    merge(told)
    with pytest.raises(Conflict) as refused:
        merge(told, one, into)
    assert refused.value.code == "bad_merge"


def test_only_who_is_nowhere_blind_merges(told):
    with pytest.raises(Refused):
        merge(told, name="ann")
    with pytest.raises(Missing):
        merge(told, into=uid(999))
