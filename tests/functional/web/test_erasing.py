"""The page by which an admin erases a person."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from annotator.models import Account
from tests.visitors import words


@pytest.fixture
def place(world):
    with world.reading() as session:
        public_id = session.scalars(select(Account.public_id).where(Account.name == "ann")).one()
    return f"/people/{public_id}/erase"


def test_the_name_is_typed_and_the_ground_said(adm, world, place):
    assert "cannot be undone" in words(adm.get(place))
    for fields, says in (({"name": "ben", "basis": "asked"}, "not the user name"), ({"name": "ann"}, "Fill")):
        answer = adm.send(place, page=place, **fields)
        assert answer.status_code == 422
        assert says in words(answer)
    assert world.as_("ann").get("/projects").status_code == 200


def test_the_person_is_gone(adm, world, place):
    answer = adm.send(place, page=place, name="Ann", basis="asked")
    assert answer.status_code == 303
    assert "Erased" in words(adm.get("/people"))
    assert world.as_("ann").get("/projects").status_code == 401


def test_the_last_manager_stays(adm, world):
    with world.reading() as session:
        public_id = session.scalars(select(Account.public_id).where(Account.name == "man")).one()
    place = f"/people/{public_id}/erase"
    answer = adm.send(place, page=place, name="man", basis="asked")
    assert answer.status_code == 409
    assert "last manager of news" in words(answer)
