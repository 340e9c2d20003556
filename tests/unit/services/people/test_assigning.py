"""Assigning: k per article, fewest first; what is withdrawn is kept."""

from __future__ import annotations

import pytest

from annotator.errors import Invalid
from annotator.permissions import OPERATOR
from annotator.queries import assignments
from annotator.services.people import accounts, assigning
from tests.bodies import claim, uid


def spread(world, **options):
    with world.writing() as session:
        return assigning.assign_evenly(session, OPERATOR, world.project(session), **options)


def loads(world) -> dict[str, int]:
    with world.reading() as session:
        held = assignments.loads(session, world.project(session))
        return {name: held.get(accounts.find(session, name).id, 0) for name in ("ann", "ben", "cleo")}


@pytest.fixture
def many(world):
    world.add_person("cleo", "annotator")
    for number in range(2, 7):
        world.add_article(f"a{number}", f"Article {number} says something new. It is short.")
    return world


def test_everybody_gets_the_same_share(many):
    outcome = spread(many)
    assert (outcome.changed, outcome.short) == (10, 0)
    assert sorted(loads(many).values()) == [4, 4, 4]


def test_again_changes_nothing(many):
    spread(many)
    assert spread(many).changed == 0


def test_an_article_that_lacks_annotators_is_counted(many):
    assert spread(many, per_article=4).short == 6


def test_only_those_named_are_given_articles(many):
    spread(many, per_article=3, names=["cleo"])
    assert loads(many) == {"ann": 1, "ben": 1, "cleo": 6}


def test_only_annotators_are_given_articles(world):
    with world.writing() as session, pytest.raises(Invalid) as refused:
        project, article = world.project(session), world.article(session)
        assigning.assign(session, OPERATOR, project, article, accounts.find(session, "rev"))
    assert refused.value.code == "not_an_annotator"


def test_what_is_withdrawn_is_there_again_when_given_again(world):
    world.as_("ann").put(f"/articles/a1/annotations/{uid(1)}", claim())
    with world.writing() as session:
        assigning.withdraw_from(session, OPERATOR, world.project(session), ["ann"])
    assert world.as_("ann").get("/articles/a1/layers/mine").status_code == 404
    world.assign("a1", "ann")
    assert [a["id"] for a in world.as_("ann").get("/articles/a1/layers/mine").json["annotations"]] == [uid(1)]


def test_what_was_handed_in_is_not_withdrawn_with_the_rest(world):
    world.as_("ann").put("/articles/a1/submission")
    with world.writing() as session:
        assert assigning.withdraw_from(session, OPERATOR, world.project(session), []).changed == 1
