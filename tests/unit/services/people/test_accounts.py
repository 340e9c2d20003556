"""Accounts: names that are unique to the eye, passwords that are kept well, log-ins that end."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from annotator.errors import Conflict, Invalid, LoginNeeded, Missing, Refused, TooMany
from annotator.models import Account, Login
from annotator.permissions import OPERATOR
from annotator.services.people import accounts

GOOD = "three green bottles"


def test_a_name_that_differs_only_in_capitals_is_taken(world):
    with world.writing() as session, pytest.raises(Conflict) as refused:
        accounts.create(session, OPERATOR, "ANN")
    assert refused.value.code == "duplicate"


def test_only_an_admin_makes_accounts(world):
    with world.writing() as session, pytest.raises(Refused):
        accounts.create(session, world.actor(session, "man"), "new")


def test_a_password_is_kept_as_argon2id_and_verified(world):
    with world.writing() as session:
        account = accounts.find(session, "ann")
        accounts.set_password(session, account, GOOD)
        assert account.password_hash.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert accounts.verify_password(account.password_hash, GOOD)
    assert not accounts.verify_password(account.password_hash, GOOD + " ")
    assert not accounts.verify_password(None, GOOD)


def test_a_weak_password_is_refused_with_the_reason(world):
    with world.writing() as session, pytest.raises(Invalid) as refused:
        accounts.set_password(session, accounts.find(session, "ann"), "password1")
    assert refused.value.code == "weak_password"


def test_a_new_password_ends_every_log_in(world):
    with world.writing() as session:
        account = accounts.find(session, "ann")
        accounts.start_login(session, account)
        accounts.set_password(session, account, GOOD)
        assert session.scalar(select(Login.id).where(Login.account_id == account.id)) is None


def test_whoever_is_disabled_is_out_and_stays_out(world):
    with world.writing() as session:
        account = accounts.find(session, "ann")
        accounts.start_login(session, account)
        accounts.set_disabled(session, OPERATOR, account)
        assert session.scalar(select(Login.id).where(Login.account_id == account.id)) is None
        with pytest.raises(LoginNeeded):
            accounts.start_login(session, account)


@pytest.mark.parametrize("act", [accounts.set_disabled, lambda s, a, x: accounts.set_admin(s, a, x, False)])
def test_the_last_admin_stays(world, act):
    with world.writing() as session, pytest.raises(Conflict) as refused:
        act(session, OPERATOR, accounts.find(session, "adm"))
    assert refused.value.code == "last_admin"


def test_failures_count_against_the_name_until_the_wait_is_over(world):
    with world.writing() as session:
        for _ in range(10):
            accounts.require_patience(session, "ann", "10.0.0.1", 10)
            accounts.note_failure(session, "Ann", "10.0.0.1")
        with pytest.raises(TooMany) as refused:
            accounts.require_patience(session, "ann", "10.0.0.2", 10)
        accounts.require_patience(session, "ben", "10.0.0.1", 10)
    assert 0 < refused.value.extra["retry_after"] <= 900


@pytest.mark.parametrize(
    "others, counted",
    [
        (["2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff"], True),
        (["2001:db8:1:3::1"], False),
        (["::ffff:192.0.2.7"], False),
        (["unknown"], False),
    ],
)
def test_all_addresses_of_one_ipv6_network_fail_as_one(world, others, counted):
    """Whoever has one address of a network of 64 bits has them all."""
    with world.writing() as session:
        for number in range(accounts.ADDRESS_FAILURES):
            accounts.note_failure(session, f"nobody {number}", f"2001:db8:1:2::{number:x}")
        for address in others:
            try:
                accounts.require_patience(session, "ann", address, 10)
                waits = False
            except TooMany:
                waits = True
            assert waits is counted


def test_an_ipv4_address_is_the_same_however_it_arrives(world):
    with world.writing() as session:
        for number in range(accounts.ADDRESS_FAILURES):
            accounts.note_failure(session, f"nobody {number}", "192.0.2.7")
        with pytest.raises(TooMany):
            accounts.require_patience(session, "ann", "::ffff:192.0.2.7", 10)


def test_a_log_in_ends_on_the_server(world):
    with world.writing() as session:
        secret = accounts.start_login(session, accounts.find(session, "ann"))
        accounts.end_login(session, secret)
        assert session.scalars(select(Login)).all() == []


def test_an_unknown_name_is_missing(world):
    with world.reading() as session, pytest.raises(Missing):
        accounts.find(session, "nobody")


def test_an_admin_lets_a_person_make_projects(world):
    with world.writing() as session:
        accounts.set_may_create(session, OPERATOR, accounts.find(session, "ann"), True)
    with world.reading() as session:
        assert session.scalars(select(Account).where(Account.name == "ann")).one().may_create
