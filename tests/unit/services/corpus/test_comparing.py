"""A story compared: what one article leaves out, and how it becomes an omission of that article."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from annotator.errors import Invalid, Missing
from annotator.models import Annotation, Article, Source
from annotator.services.corpus import comparing
from tests.bodies import uid

LEAD = "The ministry found lead in the old pipes of Karsh district."
A = f"{LEAD} Nobody was told of it for a whole year."
B = f"{LEAD} Families in Karsh were given water filters last month."
C = "Families in Karsh were given filters for water in the last month. A new port opens today."


@pytest.fixture
def told(world):
    """Three articles of one story; ann annotates the third."""
    for name, text in (("b1", A), ("b2", B), ("b3", C)):
        world.add_article(name, text, story="karsh")
    world.assign("b3", "ann")
    return world


def story(session):
    rows = session.scalars(select(Article).where(Article.story == "karsh").order_by(Article.id)).all()
    return comparing.compare(rows)


def note(world, name, article, places):
    with world.writing() as session:
        actor = world.actor(session, name)
        return comparing.note_omission(session, actor, world.project(session), article, places)


def test_what_two_report_and_one_does_not_is_a_candidate(told):
    with told.reading() as session:
        found = story(session)
        (fact,) = found.missing_from(2)
        assert {found.articles[s.article].text[s.start : s.end] for s in fact.sentences} == {LEAD}
        assert found.missing_from(0) == [f for f in found.facts if f.articles == {1, 2}]


def test_it_becomes_an_omission_with_the_others_as_sources(told):
    made = note(told, "ann", "b3", {"b1": (0, len(LEAD)), "b2": (0, len(LEAD))})
    with told.reading() as session:
        row = session.scalars(select(Annotation).where(Annotation.uuid == made)).one()
        assert (row.tag, row.anchor["kind"], row.attributes["missing_text"]) == ("omission", "article", LEAD)
        assert row.attributes["detected_by"] == "comparison_article"
        assert [(link["stance"], link["quote"]) for link in row.sources] == [("supports", LEAD)] * 2
        assert {s.body.get("article") for s in session.scalars(select(Source))} >= {"b1", "b2"}


@pytest.mark.parametrize(
    "maker, kind, found", [("man", "outlet", True), ("man", "ngo", False), ("ben", "outlet", False)]
)
def test_the_outlet_that_leaves_it_out_is_named_where_it_is_known(told, maker, kind, found):
    told.add_article("b4", f"{C} It rained.", story="karsh", outlet="The Courier")
    told.assign("b4", "ann")
    outlet = {"name": "The Karsh Courier", "kind": kind, "aliases": ["The Courier"]}
    assert told.as_(maker).put(f"/projects/news/entities/{uid(70)}", outlet).status_code == 201
    made = note(told, "ann", "b4", {"b1": (0, len(LEAD))})
    with told.reading() as session:
        row = session.scalars(select(Annotation).where(Annotation.uuid == made)).one()
        assert row.attributes.get("omitter") == (uid(70) if found else None)


def test_the_same_article_is_one_source(told):
    for _ in range(2):
        note(told, "ann", "b3", {"b1": (0, len(LEAD))})
    with told.reading() as session:
        assert len([s for s in session.scalars(select(Source)) if s.body.get("article") == "b1"]) == 1


@pytest.mark.parametrize(
    "name, article, places, error",
    [
        ("ann", "b3", {}, Invalid),
        ("ann", "b3", {"b1": (0, 10_000)}, Missing),
        ("ann", "b3", {"a1": (0, 5)}, Missing),
        ("ann", "b1", {"b2": (0, 5)}, Missing),
        ("rev", "b3", {"b1": (0, 5)}, Missing),
    ],
)
def test_only_who_annotates_it_and_only_of_its_story(told, name, article, places, error):
    with pytest.raises(error):
        note(told, name, article, places)


def test_stories_too_long_together_are_not_compared(told, monkeypatch):
    monkeypatch.setattr(comparing, "MOST_CHARACTERS", 100)
    with told.reading() as session:
        assert story(session) is None
