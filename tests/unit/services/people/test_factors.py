"""The second factor: on by its first code, each code once, recovery codes, and who must have one."""

from __future__ import annotations

import pyotp
import pytest
from sqlalchemy import select

from annotator import clock
from annotator.domain.second_factor import GROUP, GROUPS, LETTERS
from annotator.errors import Conflict, Invalid, Missing, Refused
from annotator.models import Event, Factor, Login, Recovery
from annotator.permissions import OPERATOR
from annotator.services.people import accounts, factors
from annotator.services.people.sealing import unseal

KEY = "k" * 64


def code_of(session, account, shift=0):
    sealed = session.scalars(select(Factor.sealed).where(Factor.account_id == account.id)).one()
    return pyotp.HOTP(unseal(KEY, sealed, account.public_id)).at(int(clock.now().timestamp()) // 30 + shift)


@pytest.fixture
def proved(either_world):
    """A world in which ann has a second factor; with her recovery codes."""
    with either_world.writing() as session:
        account = accounts.find(session, "ann")
        factors.begin(session, account, KEY)
        made = factors.prove(session, OPERATOR, account, code_of(session, account), KEY)
    return either_world, made


def test_it_does_not_count_before_a_code_proves_it(world):
    with world.writing() as session:
        account = accounts.find(session, "ann")
        factors.begin(session, account, KEY)
        assert factors.proved(session, account) is None
        with pytest.raises(Invalid):
            factors.prove(session, OPERATOR, account, "000 000", KEY)
        assert factors.proved(session, account) is None


def test_the_secret_is_not_told_twice_and_not_replaced(proved):
    with proved[0].writing() as session:
        account = accounts.find(session, "ann")
        with pytest.raises(Missing):
            factors.secret(session, account, KEY)
        with pytest.raises(Conflict):
            factors.begin(session, account, KEY)


def test_each_code_is_taken_once(proved):
    with proved[0].writing() as session:
        account = accounts.find(session, "ann")
        assert not factors.passes(session, account, code_of(session, account), KEY), "used to prove it"
        later = code_of(session, account, 1)
        assert [factors.passes(session, account, later, KEY) for _ in range(2)] == [True, False]


def test_a_code_older_than_the_last_one_is_refused(proved):
    with proved[0].writing() as session:
        account = accounts.find(session, "ann")
        assert factors.passes(session, account, code_of(session, account, 1), KEY)
        assert not factors.passes(session, account, code_of(session, account, 0), KEY)


def test_each_recovery_code_is_taken_once_and_kept_as_a_hash(proved):
    world, made = proved
    with world.writing() as session:
        account = accounts.find(session, "ann")
        assert len(set(made)) == factors.codes_left(session, account) == 10
        kept = " ".join(session.scalars(select(Recovery.code_hash)))
        assert not any(code.replace(" ", "") in kept for code in made)
        assert all(set(code) <= {" ", *LETTERS} and len(code.replace(" ", "")) == GROUPS * GROUP for code in made)
        typed = made[3].upper().replace(" ", "-")
        assert [factors.passes(session, account, typed, KEY) for _ in range(2)] == [True, False]
        assert factors.codes_left(session, account) == 9


def test_nobody_passes_with_the_code_of_another(proved):
    world, made = proved
    with world.writing() as session:
        assert not factors.passes(session, accounts.find(session, "ben"), made[0], KEY)


def test_new_recovery_codes_end_the_old(proved):
    world, made = proved
    with world.writing() as session:
        account = accounts.find(session, "ann")
        fresh = factors.renew_codes(session, OPERATOR, account)
        assert not factors.passes(session, account, made[0], KEY)
        assert factors.passes(session, account, fresh[0], KEY)


def test_whoever_has_none_gets_no_recovery_codes(world):
    with world.writing() as session, pytest.raises(Missing):
        factors.renew_codes(session, OPERATOR, accounts.find(session, "ben"))


def test_a_lost_phone_ends_factor_codes_and_logins_and_is_recorded(proved):
    world, made = proved
    with world.writing() as session:
        account = accounts.find(session, "ann")
        accounts.start_login(session, account)
        factors.lost(session, OPERATOR, account)
        assert factors.proved(session, account) is None
        assert not factors.passes(session, account, made[0], KEY)
        assert session.scalars(select(Login).where(Login.account_id == account.id)).all() == []
        assert "account:factor-lost" in session.scalars(select(Event.action)).all()


def test_only_an_admin_says_so(proved):
    with proved[0].writing() as session:
        account, man = accounts.find(session, "ann"), proved[0].actor(session, "man")
        for act in (
            lambda: factors.lost(session, man, account),
            lambda: factors.set_must(session, man, account, True),
        ):
            with pytest.raises(Refused):
                act()


@pytest.mark.parametrize("name, roles, wanted", [
    ("rev", ["reviewer"], True), ("ann", ["reviewer"], False), ("adm", ["admin"], True),
    ("adm", ["manager"], False), ("man", ["admin", "manager"], True), ("ann", [], False),
])  # fmt: skip
def test_a_role_that_must_have_one(world, name, roles, wanted):
    with world.reading() as session:
        assert factors.must(session, accounts.find(session, name), roles) is wanted


def test_who_must_have_one_is_logged_out_and_cannot_end_it(world):
    with world.writing() as session:
        account = accounts.find(session, "ann")
        accounts.start_login(session, account)
        factors.set_must(session, OPERATOR, account, True)
        assert factors.must(session, account, [])
        assert session.scalars(select(Login).where(Login.account_id == account.id)).all() == []
        with pytest.raises(Conflict):
            factors.end(session, OPERATOR, account)
        factors.set_must(session, OPERATOR, account, False)
        factors.end(session, OPERATOR, account)
