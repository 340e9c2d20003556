"""The people of the workspace, for its admins alone."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from annotator.models import Account
from tests.visitors import hidden, words

HERE = "/people"


@pytest.fixture
def do(world, adm):
    def act(name, deed):
        with world.reading() as session:
            public_id = session.scalars(select(Account.public_id).where(Account.name == name)).one()
        return adm.send(f"{HERE}/{public_id}/{deed}", page=HERE)

    return act


def test_a_new_user_chooses_a_password_by_a_link_shown_once(adm):
    fields = {**hidden(adm.get(HERE).text), "name": "zoe"}
    first, second = (adm.client.post(HERE, data=fields) for _ in range(2))
    assert "/link/" in first.text and "Send it to zoe" in words(first)
    assert second.status_code == 303
    assert "no password yet" in words(adm.get(HERE))


@pytest.mark.parametrize(
    "name, says", [("ann", "already"), ("a\u202eb", "not allowed"), ("аnn", "mixes"), ("", "Fill")]
)
def test_a_name_that_cannot_be_is_refused(adm, name, says):
    answer = adm.send(HERE, page=HERE, name=name)
    assert answer.status_code == 422
    assert says in words(answer)


def test_a_disabled_person_is_logged_out_at_once(visit, do):
    ann = visit("ann")
    assert ann.get("/").status_code == 200
    do("ann", "disable")
    assert ann.get("/").status_code == 303


def test_an_enabled_person_may_come_back(visit, do):
    do("ann", "disable")
    do("ann", "enable")
    assert visit("ann").get("/").status_code == 200


def test_the_last_admin_stays(adm, do):
    for deed in ("disable", "no-admin"):
        answer = do("adm", deed)
        assert answer.status_code == 409
        assert "last admin" in words(answer)
    assert adm.get(HERE).status_code == 200


def test_whoever_is_allowed_makes_projects(visit, do):
    assert visit("man").get("/projects/new").status_code == 403
    do("man", "create")
    assert visit("man").get("/projects/new").status_code == 200
    do("man", "no-create")
    assert visit("man").get("/projects/new").status_code == 403


def test_a_new_admin_logs_in_again_and_sees_the_people(visit, do):
    before = visit("ann")
    do("ann", "admin")
    assert before.get("/").status_code == 303
    assert visit("ann").get(HERE).status_code == 200


def test_a_deed_that_is_none_is_not_found(do):
    assert do("ann", "praise").status_code == 404


@pytest.mark.parametrize("who", ["ann", "rev", "res", "man", "out"])
def test_nobody_else_is_let_in(visit, who):
    assert visit(who).get(HERE).status_code == 403
    assert visit(who).send(HERE, name="mine").status_code == 403
    assert visit(who).send(f"{HERE}/x/admin").status_code == 403
