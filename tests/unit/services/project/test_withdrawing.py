"""Withdrawing leaves nobody a role in the project; restoring gives back what was there; both are events."""

from __future__ import annotations

import pytest

from annotator.errors import Conflict, Invalid, Missing, Refused
from annotator.models import Event, Release
from annotator.permissions import OPERATOR
from annotator.services.project import withdrawing


def withdraw(world, *, by: str = "man", name: str = "news") -> None:
    with world.writing() as session:
        withdrawing.withdraw(session, world.actor(session, by), world.project(session), name=name)


def restore(world, by: str) -> None:
    with world.writing() as session:
        withdrawing.restore(session, world.actor(session, by), "news")


def test_nobody_has_a_role_meanwhile(world):
    withdraw(world)
    with world.reading() as session:
        assert [world.actor(session, name).roles for name in ("ann", "rev", "man")] == [{}, {}, {}]
    restore(world, "man")
    with world.reading() as session:
        assert world.actor(session, "rev").has(world.project(session).id, "reviewer")


def test_it_is_an_event_and_nothing_the_second_time(world):
    withdraw(world)
    with world.writing() as session:
        withdrawing.withdraw(session, OPERATOR, world.project(session), name="news")
    restore(world, "man")
    with world.reading() as session:
        actions = [event.action for event in session.query(Event).order_by(Event.id)]
    assert actions[-2:] == ["project:withdraw", "project:restore"]


@pytest.mark.parametrize(("by", "name", "error"), [("man", "nws", Invalid), ("rev", "news", Refused)])
def test_it_takes_the_name_and_a_manager(world, by, name, error):
    with pytest.raises(error):
        withdraw(world, by=by, name=name)


def test_only_its_manager_brings_it_back(world):
    withdraw(world)
    for name in ("rev", "adm", "out"):
        with pytest.raises(Missing):
            restore(world, name)


def test_what_is_there_is_not_brought_back(world):
    with pytest.raises(Missing):
        restore(world, "man")


def test_what_a_release_cites_stays(world):
    with world.writing() as session:
        project = world.project(session)
        more = {"options": {}, "files": {}, "sums_sha256": "0" * 64, "notes": [], "created": project.created}
        session.add(Release(project_id=project.id, version="1.0.0", **more))
    with pytest.raises(Conflict, match=r"Release 1\.0\.0"):
        withdraw(world)
