"""A clock that jumps: what is saved keeps its order, nobody is locked out, and log-ins end rather than live on."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from annotator.queries import actors
from annotator.services.people import accounts, tokens
from annotator.services.people.accounts import secret_hash
from annotator.services.proof import checking
from tests.bodies import claim, uid

NOW = datetime(2026, 3, 29, 0, 59, 30, tzinfo=UTC)
JUMPS = [
    timedelta(days=1),
    timedelta(days=-1),
    timedelta(minutes=1),
    datetime(1970, 1, 1, tzinfo=UTC) - NOW,
    datetime(2016, 12, 31, 23, 59, 59, tzinfo=UTC) - NOW,
    datetime(2038, 1, 19, 3, 14, 8, tzinfo=UTC) - NOW,
]


@pytest.mark.parametrize("jump", JUMPS, ids=str)
def test_saves_keep_their_order_over_a_jump(either_world, jump):
    world = either_world
    with time_machine.travel(NOW):
        give_token(world)
        assert world.as_("ann").put(f"/articles/a1/annotations/{uid(1)}", claim()).status_code == 201
    with time_machine.travel(NOW + jump):
        give_token(world)
        changed = claim(note="after the jump")
        answer = world.as_("ann").put(f"/articles/a1/annotations/{uid(1)}", changed, if_match=1)
        assert (answer.status_code, answer.json["version"]) == (200, 2)
    with world.reading() as session:
        assert [found for found in checking.verify(session) if found.wrong] == []


def give_token(world) -> None:
    with world.writing() as session:
        world.tokens["ann"] = tokens.create(session, accounts.find(session, "ann"))


@pytest.mark.parametrize("back", [timedelta(days=1), timedelta(hours=1)], ids=str)
def test_who_logged_in_later_than_now_is_not_logged_in(world, back):
    hours = {"hours": 12, "idle_minutes": 60}
    with world.writing() as session, time_machine.travel(NOW, tick=False) as now:
        secret = secret_hash(accounts.start_login(session, accounts.find(session, "ann"), place="here"))
        written = secret_hash(tokens.create(session, accounts.find(session, "ann")))
        now.shift(-timedelta(seconds=30))
        assert actors.by_login(session, secret, **hours) and actors.by_token(session, written)
        now.shift(-back)
        assert actors.by_login(session, secret, **hours) is None
        assert actors.by_token(session, written) is None
