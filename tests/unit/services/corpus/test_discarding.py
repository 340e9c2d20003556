"""What an import brought is taken back, also bit by bit; what is published stays."""

from __future__ import annotations

import pytest
from sqlalchemy import delete, func, select
from sqlalchemy.exc import DBAPIError

from annotator.models import Article, Change, Event, Original
from annotator.permissions import OPERATOR
from annotator.services.corpus import arrivals, discarding
from tests.unit.services.corpus.test_arrivals import arrive, given

HELD = (Article, Change, Event, Original)


def rows(session) -> list[int]:
    """Count what the tables hold, seen or not."""
    return [session.scalar(select(func.count()).select_from(table.__table__)) for table in HELD]


def test_it_goes_bit_by_bit_and_leaves_nothing(either_world):
    with either_world.writing() as session:
        before = rows(session)
        arriving = arrive(session, either_world.project(session), given("One.\r\n", "Two.", "Three."))
        over = [discarding.discard(session, arriving.event_id, most=2) for _ in range(2)]
        assert (over, rows(session), discarding.unpublished(session)) == ([False, True], before, [])


def test_what_is_published_stays(either_world):
    with either_world.writing() as session:
        project = either_world.project(session)
        arriving = arrive(session, project, given("One."))
        arrivals.publish(session, OPERATOR, project, arriving)
        before = rows(session)
        assert discarding.discard(session, arriving.event_id)
        assert rows(session) == before


@pytest.mark.parametrize("table", [Event, Change])
def test_the_database_itself_keeps_what_is_published(either_world, table):
    with either_world.writing() as session:
        project = either_world.project(session)
        arrivals.publish(session, OPERATOR, project, arrive(session, project, given("One.")))
    with either_world.reading() as session:
        last = session.scalar(select(func.max(table.__table__.c.id)))
    with pytest.raises(DBAPIError, match="append-only"), either_world.writing() as session:
        session.execute(delete(table.__table__).where(table.__table__.c.id == last))


def test_bytes_that_another_article_came_as_stay(world):
    with world.writing() as session:
        project = world.project(session)
        arrivals.publish(session, OPERATOR, project, arrive(session, project, given("One.\r\n")))
        before = rows(session)
    world.add_project("other")
    with world.writing() as session:
        arriving = arrive(session, world.project(session, "other"), given("One.\r\n"))
        discarding.discard(session, arriving.event_id)
        assert rows(session)[3] == before[3]
