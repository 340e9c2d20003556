"""The people of a project: roles given and taken, invitations shown once."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from annotator.models import Account, Job
from tests.corpora import bring_in, line
from tests.visitors import hidden, words

HERE = "/projects/news/people"


@pytest.fixture
def remove(world, man):
    def take(name, role):
        with world.reading() as session:
            public_id = session.scalars(select(Account.public_id).where(Account.name == name)).one()
        return man.send(f"{HERE}/{public_id}/remove", page=HERE, role=role)

    return take


def test_a_known_user_gets_a_role(visit, man):
    answer = man.send(HERE, page=HERE, name="out", role="reviewer")
    assert "out is reviewer now." in words(man.follow(answer))
    assert visit("out").get("/projects/news").status_code == 200


def test_an_unknown_name_is_said_at_its_field_and_stays(man):
    answer = man.send(HERE, page=HERE, name="nemo", role="reviewer")
    assert answer.status_code == 422
    assert "Send an invitation instead" in words(answer) and 'value="nemo"' in answer.text


def test_a_role_that_is_none_is_refused(man):
    assert man.send(HERE, page=HERE, name="out", role="king").status_code == 422


def test_a_role_is_taken(visit, remove):
    assert remove("rev", "reviewer").status_code == 303
    assert visit("rev").get("/projects/news").status_code == 404


def test_the_last_manager_stays(remove):
    answer = remove("man", "manager")
    assert answer.status_code == 409
    assert "needs a manager" in words(answer)


def test_an_invitation_is_shown_once(man):
    fields = {**hidden(man.get(HERE).text), "roles": "annotator"}
    first = man.client.post(f"{HERE}/invite", data=fields)
    assert re.search(r"http://localhost/link/[\w-]{40,}", first.text)
    second = man.client.post(f"{HERE}/invite", data=fields)
    assert second.status_code == 303
    assert "shown already" in words(man.follow(second))


def test_an_invitation_needs_a_role(man):
    assert man.send(f"{HERE}/invite", page=HERE).status_code == 422


@pytest.mark.parametrize("who, status", [("ann", 403), ("rev", 403), ("res", 403), ("out", 404), ("adm", 404)])
def test_only_a_manager_sees_and_changes_the_people(visit, who, status):
    assert visit(who).get(HERE).status_code == status
    assert visit(who).send(HERE, name="out", role="manager").status_code == status
    assert visit(who).send(f"{HERE}/invite", roles="manager").status_code == status


def test_layers_that_came_are_taken_as_readings(world, man):
    bring_in(world, line("i", {"x1": [("claim", 0, 5)], "x2": []}))
    page = man.get("/projects/news/people")
    assert "x1 1 1" in words(page) and "x2 1 0" in words(page)
    data = {**hidden(page.text), "layer": ["x1", "x2"], "whose": ["", "-"]}
    answer = man.client.post("/projects/news/people/layers", data=data)
    assert "The layers are being compared." in words(man.follow(answer))
    with world.reading() as session:
        assert session.scalars(select(Job.arguments)).all() == [{"layers": {"x1": None}}]


def test_without_layers_that_came_nothing_is_asked(world, man):
    assert "Layers that came with imports" not in words(man.get("/projects/news/people"))
