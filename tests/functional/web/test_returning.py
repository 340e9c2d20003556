"""Unsent work of the desk by the import page: back into the own layer, into no other."""

from __future__ import annotations

import json
from io import BytesIO

from sqlalchemy import select

from annotator.models import Account
from annotator.permissions import OPERATOR
from annotator.services.people import accounts
from annotator.services.project import projects
from tests.bodies import claim, uid
from tests.visitors import words

HERE = "/projects/news/import"


def parcel(world, name: str) -> bytes:
    with world.reading() as session:
        user = session.scalars(select(Account.id).where(Account.name == name)).one()
    op = {"kind": "annotation", "id": uid(1), "method": "PUT", "base": None, "body": claim()}
    return json.dumps({"schema": "annotator/outbox/1", "article": "a1", "user": str(user), "ops": [op]}).encode()


def take(man, data: bytes):
    return man.send(HERE, page=HERE, files=[(BytesIO(data), "unsent-a1.json")])


def test_own_work_comes_back(world, man):
    with world.writing() as session:
        account = accounts.find(session, "man")
        projects.add_member(session, OPERATOR, world.project(session), account, "annotator")
    world.assign("a1", "man")
    assert "Brought back: 1 change." in words(man.follow(take(man, parcel(world, "man"))))


def test_the_work_of_another_is_refused_in_words(world, man):
    answer = take(man, parcel(world, "ann"))
    assert answer.status_code == 422
    assert "somebody else" in words(answer)
    assert world.as_("ann").get("/articles/a1/layers/mine").json["annotations"] == []
