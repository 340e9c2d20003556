"""API tokens: kept as a hash, scoped, expiring."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select, update

from annotator import clock
from annotator.errors import Invalid, Missing
from annotator.models import Token
from annotator.queries import actors
from annotator.services.people import accounts, tokens
from annotator.services.people.accounts import secret_hash


def test_a_token_says_who_and_with_which_scope(world):
    with world.writing() as session:
        secret = tokens.create(session, accounts.find(session, "ann"), scope="read")
        assert session.scalar(select(Token.id).where(Token.token_hash == secret)) is None
        actor = actors.by_token(session, secret_hash(secret))
    assert (actor.name, actor.scope) == ("ann", "read")


def test_a_token_expires(world):
    with world.writing() as session:
        secret = tokens.create(session, accounts.find(session, "ann"), days=1)
        with time_machine.travel(clock.now() + timedelta(days=1, seconds=1)):
            assert actors.by_token(session, secret_hash(secret)) is None


def test_who_asks_is_known_while_another_writes(either_world):
    hashed = secret_hash(either_world.tokens["rev"])
    with either_world.writing() as session:
        session.execute(update(Token).values(scope=Token.scope))
        rev = either_world.store.look(lambda opened: actors.by_token(opened, hashed))
    assert rev.name == "rev"
    assert rev.roles


@pytest.mark.parametrize("options", [{"scope": "all"}, {"days": 0}, {"days": 400}])
def test_scope_and_days_have_limits(world, options):
    with world.writing() as session, pytest.raises(Invalid):
        tokens.create(session, accounts.find(session, "ann"), **options)


def test_only_the_own_token_can_be_ended(world):
    with world.writing() as session:
        ann, ben = accounts.find(session, "ann"), accounts.find(session, "ben")
        mine = session.scalars(select(Token).where(Token.account_id == ann.id)).first()
        with pytest.raises(Missing):
            tokens.end(session, ben.id, mine.public_id)
        tokens.end(session, ann.id, mine.public_id)
        assert session.get(Token, mine.id) is None
