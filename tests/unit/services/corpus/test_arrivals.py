"""An import on its way in: out of sight, in no chain, and one event once it is published."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from annotator.errors import Conflict, Refused
from annotator.models import Article, Event, Project
from annotator.permissions import OPERATOR
from annotator.records.incoming import read_article
from annotator.records.lines import Given
from annotator.services.corpus import arrivals, discarding


def given(*texts: str) -> list[Given]:
    return [Given(n, "f", read_article({"text": text}, None)) for n, text in enumerate(texts, 1)]


def arrive(session, project: Project, *batches: list[Given]) -> arrivals.Arriving:
    arriving = arrivals.begin(session, OPERATOR, project)
    for batch in batches:
        arrivals.add(session, arriving, batch)
    return arriving


def found(session) -> list[str]:
    return list(session.scalars(select(Article.text).order_by(Article.id)))


def test_what_arrives_is_seen_once_it_is_published(either_world):
    with either_world.writing() as session:
        before, project = found(session), either_world.project(session)
        arriving = arrive(session, project, given("One."), given("Two."))
        assert found(session) == before and arriving.stored == 2
        arrivals.publish(session, OPERATOR, project, arriving)
        assert found(session) == [*before, "One.", "Two."]


def test_its_articles_end_with_its_event(either_world):
    with either_world.writing() as session:
        project = either_world.project(session)
        arrivals.publish(session, OPERATOR, project, arrive(session, project, given("One.")))
        last = session.scalars(select(Event).order_by(Event.seq.desc()).limit(1)).one()
        article = session.scalars(select(Article).where(Article.text == "One.")).one()
        assert (last.action, article.head, article.events) == ("article:import", last.hash, 1)


def test_what_brought_nothing_leaves_no_event(world):
    with world.writing() as session:
        project = world.project(session)
        before = session.scalars(select(Event.id)).all()
        arrivals.publish(session, OPERATOR, project, arrive(session, project))
        assert session.scalars(select(Event.id)).all() == before
        assert discarding.unpublished(session) == []


def test_a_text_on_its_way_counts_as_taken(world):
    with world.writing() as session:
        arriving = arrive(session, world.project(session), given("One."))
        again, other = (
            arrivals.add(session, to, given("One.")) for to in (arriving, arrive(session, world.project(session)))
        )
        assert again[0].error.detail.endswith("as line 1.")
        assert other[0].error.code == "duplicate"


def test_one_taken_for_dead_says_so(world):
    with world.writing() as session:
        arriving = arrive(session, world.project(session))
        discarding.discard(session, arriving.event_id)
        with pytest.raises(Conflict, match="taken for dead"):
            arrivals.add(session, arriving, given("One."))


def test_only_a_manager_begins_one(world):
    with world.writing() as session, pytest.raises(Refused):
        arrivals.begin(session, world.actor(session, "res"), world.project(session))
