"""A release is asked for once, one at a time, by whoever may make it."""

from __future__ import annotations

import pytest

from annotator.errors import Conflict, Refused
from annotator.services.release import queueing
from annotator.services.release.package.options import read_options


def ask(world, version: str = "1.0.0", *, by: str = "man"):
    with world.writing() as session:
        return queueing.ask(session, world.actor(session, by), world.project(session), version, read_options({}))


def test_the_same_again_is_the_same_job(world):
    assert ask(world).public_id == ask(world).public_id


def test_another_waits_until_the_first_is_over(world):
    ask(world)
    with pytest.raises(Conflict, match=r"1\.0\.0 is being made"):
        ask(world, "2.0.0")
    with world.writing() as session:
        queueing.stop(session, world.actor(session, "man"), world.project(session))
    assert ask(world, "2.0.0").arguments["version"] == "2.0.0"


@pytest.mark.parametrize("name", ["ann", "rev", "res"])
def test_only_a_manager_asks_and_stops(world, name):
    with pytest.raises(Refused):
        ask(world, by=name)
    with world.writing() as session, pytest.raises(Refused):
        queueing.stop(session, world.actor(session, name), world.project(session))
