"""The own account: the password with the old one, tokens shown once, log-ins ended."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from annotator.models import Event
from annotator.services.people import accounts
from tests.visitors import hidden, words

HERE = "/account"
OLD, NEW = "four plain words here", "and four other ones"


@pytest.fixture
def ann(world, visit):
    with world.writing() as session:
        accounts.set_password(session, accounts.find(session, "ann"), OLD)
    return visit("ann")


def change(ann, current=OLD, password=NEW, again=NEW):
    return ann.send(f"{HERE}/password", page=HERE, current=current, password=password, again=again)


def test_the_password_changes_and_other_logins_end(visit, ann):
    elsewhere = visit("ann")
    assert change(ann).status_code == 303
    assert ann.get(HERE).status_code == 200
    assert elsewhere.get(HERE).status_code == 303


def test_the_old_password_is_needed(ann):
    answer = change(ann, current="guessed")
    assert answer.status_code == 422
    assert "not your current password" in words(answer)


def test_guessing_the_old_password_has_the_limit_of_logging_in(ann):
    for _ in range(10):
        change(ann, current="guessed")
    assert change(ann).status_code == 429


def test_a_token_is_shown_once_and_works(world, ann):
    fields = {**hidden(ann.get(HERE).text), "scope": "read", "days": "3"}
    shown = ann.client.post(f"{HERE}/tokens", data=fields)
    token = re.search(r'id="secret" value="([^"]+)"', shown.text)[1]
    again = ann.client.post(f"{HERE}/tokens", data=fields)
    assert again.status_code == 303
    world.tokens["ann"] = token
    assert world.as_("ann").get("/projects").status_code == 200
    assert token not in ann.get(HERE).text


@pytest.mark.parametrize("scope, days", [("all", "3"), ("read", "0"), ("read", "367"), ("read", "x")])
def test_a_token_that_cannot_be(ann, scope, days):
    assert ann.send(f"{HERE}/tokens", page=HERE, scope=scope, days=days).status_code == 422


def test_a_token_ends_once_and_again(world, ann):
    where = re.search(r"/account/tokens/[^/]+/end", ann.get(HERE).text)[0]
    first, second = ann.send(where, page=HERE), ann.send(where, page=HERE)
    assert (first.status_code, second.status_code) == (303, 303)
    assert "had ended already" in words(ann.follow(second))
    with world.reading() as session:
        assert session.scalars(select(Event.action)).all().count("account:token-end") == 1


def test_nobody_ends_the_token_of_another(ann, man):
    where = re.search(r"/account/tokens/[^/]+/end", ann.get(HERE).text)[0]
    man.send(where)
    assert where in ann.get(HERE).text


def test_logging_out_everywhere(visit, ann):
    elsewhere = visit("ann")
    ann.send(f"{HERE}/logout", page=HERE)
    assert ann.get(HERE).status_code == elsewhere.get(HERE).status_code == 303


def test_log_ins_are_listed_with_where_and_which_is_this_one(visit, ann):
    visit("ann")
    listed = words(ann.get(HERE))
    assert listed.count("A browser") == 2 and listed.count("this one") == 1


def test_one_log_in_ends_alone(visit, ann):
    elsewhere, third = visit("ann"), visit("ann")
    where = re.search(r"/account/logins/[^/]+/end", elsewhere.get(HERE).text)[0]
    ended = ann.send(where, page=HERE)
    assert "has ended" in words(ann.follow(ended))
    assert sorted(one.get(HERE).status_code for one in (ann, third)) in ([200, 200], [200, 303])
    assert "had ended already" in words(elsewhere.follow(elsewhere.send(where, page=HERE)))


def test_all_other_log_ins_end(visit, ann):
    elsewhere = visit("ann")
    ann.send(f"{HERE}/logins/others/end", page=HERE)
    assert ann.get(HERE).status_code == 200
    assert elsewhere.get(HERE).status_code == 303


def test_nobody_ends_the_log_in_of_another(visit, ann, man):
    visit("ann")
    where = re.search(r"/account/logins/[^/]+/end", ann.get(HERE).text)[0]
    man.send(where)
    assert where in ann.get(HERE).text
