"""Log-ins: listed, ended one by one, waiting for a code, and fresh for ten minutes."""

from __future__ import annotations

from datetime import timedelta

import pytest

from annotator import clock
from annotator.services.people import accounts, logins


@pytest.fixture
def two(world):
    """A world in which ann is logged in twice; with the secrets."""
    with world.writing() as session:
        account = accounts.find(session, "ann")
        made = [accounts.start_login(session, account, place=place) for place in ("here", "there")]
    return world, made


def test_all_are_listed_but_one_that_waits(two):
    world, _ = two
    with world.writing() as session:
        account = accounts.find(session, "ann")
        accounts.start_login(session, account, pending=True)
        assert {one.place for one in logins.of_account(session, account)} == {"here", "there"}


def test_one_ends_and_the_other_stays(two):
    world, (first, second) = two
    with world.writing() as session:
        account = accounts.find(session, "ann")
        public_id = logins.current(session, first).public_id
        assert [logins.end_one(session, account, public_id) for _ in range(2)] == [True, False]
        assert logins.current(session, first) is None
        assert logins.current(session, second).place == "there"


def test_nobody_ends_that_of_another(two):
    world, (first, _) = two
    with world.writing() as session:
        public_id = logins.current(session, first).public_id
        assert not logins.end_one(session, accounts.find(session, "ben"), public_id)
        assert logins.current(session, first) is not None


def test_all_others_end(two):
    world, (first, second) = two
    with world.writing() as session:
        logins.end_others(session, accounts.find(session, "ann"), second)
        assert logins.current(session, first) is None
        assert logins.current(session, second) is not None


def test_a_waiting_one_is_known_for_ten_minutes(world, monkeypatch):
    with world.writing() as session:
        secret = accounts.start_login(session, accounts.find(session, "ann"), pending=True)
        assert logins.waiting(session, secret).name == "ann"
        assert logins.waiting(session, "another") is None
        then = clock.now() + timedelta(minutes=11)
        monkeypatch.setattr(clock, "now", lambda: then)
        assert logins.waiting(session, secret) is None


def test_a_whole_one_waits_for_nothing(two):
    with two[0].reading() as session:
        assert logins.waiting(session, two[1][0]) is None


def test_a_password_is_fresh_for_ten_minutes(two, monkeypatch):
    with two[0].reading() as session:
        login = logins.current(session, two[1][0])
        assert logins.is_fresh(login)
        then = clock.now() + timedelta(minutes=10, seconds=1)
        monkeypatch.setattr(clock, "now", lambda: then)
        assert not logins.is_fresh(login)
