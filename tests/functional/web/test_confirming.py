"""The password once more, when the last time is more than ten minutes ago; nothing that was sent is lost."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from annotator import clock
from annotator.models import Account, Event, Login
from annotator.services.people import accounts
from tests.visitors import hidden, words

PASSWORD = "four plain words here"
SENT = re.compile(r'type="hidden" name="([^"]+)" value="([^"]*)"')
DEEDS = ["/account/factor", "/account/factor/codes", "/account/factor/end"]


@pytest.fixture
def late(world, visit):
    """Returns a visitor whose password was given a while ago."""

    def made(name):
        with world.writing() as session:
            accounts.set_password(session, accounts.find(session, name), PASSWORD)
        visitor = visit(name)
        with world.writing() as session:
            session.execute(update(Login).values(confirmed=clock.now() - timedelta(minutes=11)))
        return visitor

    return made


def person(world, name):
    with world.reading() as session:
        return session.scalars(select(Account).where(Account.name == name)).one()


def test_a_token_waits_for_the_password_and_keeps_what_was_chosen(world, late):
    ann = late("ann")
    fields = {**hidden(ann.get("/account").text), "scope": "read", "days": "3"}
    asked = ann.client.post("/account/tokens", data=fields)
    assert asked.status_code == 403
    assert "Your password, once more" in words(asked)
    sent = dict(SENT.findall(asked.text))
    assert (sent["scope"], sent["days"]) == ("read", "3")
    shown = ann.client.post("/account/tokens", data={**sent, "confirm_password": PASSWORD})
    assert 'id="secret"' in shown.text
    with world.reading() as session:
        assert "account:token" in session.scalars(select(Event.action)).all()


def test_a_wrong_password_asks_again_and_counts(late):
    ann = late("ann")
    statuses = [
        ann.send("/account/factor", page="/account", confirm_password="guessed").status_code for _ in range(11)
    ]
    assert statuses == [422] * 10 + [429]


@pytest.mark.parametrize("path", DEEDS)
def test_the_second_factor_is_not_touched_without(late, path):
    assert late("ann").send(path, page="/account").status_code == 403


@pytest.mark.parametrize("deed", ["admin", "lost", "link"])
def test_an_admin_gives_the_password_too(world, late, deed):
    adm, ann = late("adm"), person(world, "ann")
    asked = adm.send(f"/people/{ann.public_id}/{deed}", page="/people")
    assert asked.status_code == 403
    assert not person(world, "ann").admin
    done = adm.send(f"/people/{ann.public_id}/{deed}", page="/people", confirm_password=PASSWORD)
    assert done.status_code in {200, 303}
    assert person(world, "ann").admin is (deed == "admin")


def test_once_given_it_is_good_for_ten_minutes(late):
    ann = late("ann")
    assert ann.send("/account/factor", page="/account", confirm_password=PASSWORD).status_code == 303
    assert ann.send("/account/factor", page="/account").status_code == 303
