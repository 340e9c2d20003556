"""The card: kept between releases, recorded, and strict about its fields."""

from __future__ import annotations

import pytest

from annotator.errors import Invalid, Refused
from annotator.services.release import carding
from exports.release.fields import NAMES, empty


def test_what_is_said_is_kept_and_the_rest_stays(world):
    with world.writing() as session:
        project, man = world.project(session), world.actor(session, "man")
        carding.write(session, man, project, {"motivation": " To see.\n"})
        carding.write(session, man, project, {"biases": "Many."})
    with world.reading() as session:
        said = carding.read(session, world.project(session))
    assert (said["motivation"], said["biases"], set(said)) == ("To see.", "Many.", set(NAMES))
    assert "motivation" not in {field.name for field in empty(said)}


def test_the_same_again_is_no_act(world):
    with world.writing() as session:
        project, man = world.project(session), world.actor(session, "man")
        carding.write(session, man, project, {"biases": "Many."})
        events = session.connection().exec_driver_sql("SELECT count(*) FROM event").scalar()
        carding.write(session, man, project, {"biases": "Many."})
        assert session.connection().exec_driver_sql("SELECT count(*) FROM event").scalar() == events


@pytest.mark.parametrize(
    "given, code",
    [({"bias": "x"}, "unknown_field"), ({"biases": 1}, "wrong_type"), ({"biases": "x" * 10_001}, "too_long")],
)
def test_what_is_wrong_is_named(world, given, code):
    with world.writing() as session, pytest.raises(Invalid) as caught:
        carding.write(session, world.actor(session, "man"), world.project(session), given)
    assert caught.value.code == code


def test_only_managers_write_it(world):
    with world.writing() as session, pytest.raises(Refused):
        carding.write(session, world.actor(session, "res"), world.project(session), {"biases": "x"})
