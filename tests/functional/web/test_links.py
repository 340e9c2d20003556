"""Links that work once: a password, an invitation, each used up by one person."""

from __future__ import annotations

import pytest

from annotator.permissions import OPERATOR
from annotator.services.people import accounts, links
from tests.visitors import hidden, words

PASSWORD = "four plain words here"
TWICE = {"password": PASSWORD, "again": PASSWORD}


@pytest.fixture
def reset(world):
    with world.writing() as session:
        return "/link/" + links.for_password(session, OPERATOR, accounts.find(session, "ann"))


@pytest.fixture
def invitation(world):
    with world.writing() as session:
        return "/link/" + links.invite(session, OPERATOR, world.project(session), ["annotator"])


def test_a_password_is_chosen_and_the_link_used_up(visit, reset):
    visitor = visit(None)
    assert visitor.send(reset, page=reset, **TWICE).status_code == 303
    assert visitor.get("/").status_code == 200
    assert visitor.get(reset).status_code == 400


def test_a_weak_password_is_refused_with_the_reason(visit, reset):
    answer = visit(None).send(reset, page=reset, password="short", again="short")
    assert answer.status_code == 422
    assert "at least 8 characters" in answer.text


def test_two_passwords_that_differ_are_refused(visit, reset):
    answer = visit(None).send(reset, page=reset, password=PASSWORD, again="other")
    assert answer.status_code == 422
    assert "not the same" in answer.text


def test_an_invitation_makes_an_account_with_its_role(visit, invitation):
    visitor = visit(None)
    answer = visitor.send(invitation, page=invitation, name="zoe", **TWICE)
    assert answer.status_code == 303
    assert "annotator" in words(visitor.get("/"))


def test_an_invitation_keeps_the_name_that_was_refused(visit, invitation):
    answer = visit(None).send(invitation, page=invitation, name="ann", **TWICE)
    assert answer.status_code == 422
    assert 'value="ann"' in answer.text


def test_somebody_known_joins_as_themselves(visit, invitation):
    out = visit("out")
    assert out.get("/projects/news").status_code == 404
    assert out.send(invitation, page=invitation, **{"as": "me"}).headers["Location"] == "/projects/news"
    assert out.get("/projects/news").status_code == 200


def test_an_unknown_link_is_answered_like_a_used_one(visit, reset):
    visitor = visit(None)
    visitor.send(reset, page=reset, **TWICE)
    used, unknown = visitor.get(reset), visitor.get("/link/nothing")
    assert used.status_code == unknown.status_code == 400
    assert "works no longer" in words(used) and "works no longer" in words(unknown)


def test_the_link_of_somebody_disabled_says_so(world, visit, reset):
    visitor = visit(None)
    shown = visitor.get(reset).text
    with world.writing() as session:
        accounts.set_disabled(session, OPERATOR, accounts.find(session, "ann"))
    answers = visitor.get(reset), visitor.client.post(reset, data={**hidden(shown), **TWICE})
    assert [answer.status_code for answer in answers] == [409, 409]
    assert all("This account is disabled. Ask an admin" in words(answer) for answer in answers)
