"""The allowance of saves: so many at once, filling with time, the same for all workers."""

from __future__ import annotations

import pytest
import time_machine

from annotator.errors import TooMany
from annotator.permissions import OPERATOR
from annotator.services.people.rates import spend_save


def test_a_burst_is_taken_and_then_refused(either_world):
    with time_machine.travel("2026-01-01T00:00:00Z", tick=False), either_world.writing() as session:
        ann = either_world.actor(session, "ann")
        for _ in range(5):
            spend_save(session, ann, rate=1, burst=5)
        with pytest.raises(TooMany) as refused:
            spend_save(session, ann, rate=1, burst=5)
    assert refused.value.extra["retry_after"] == 1


def test_the_allowance_fills_with_time_and_no_further_than_the_burst(world):
    with world.writing() as session, time_machine.travel("2026-01-01T00:00:00Z", tick=False) as now:
        ann = world.actor(session, "ann")
        for _ in range(2):
            spend_save(session, ann, rate=1, burst=2)
        now.shift(3600)
        for _ in range(2):
            spend_save(session, ann, rate=1, burst=2)
        with pytest.raises(TooMany):
            spend_save(session, ann, rate=1, burst=2)


def test_one_persons_haste_costs_nobody_else(world):
    with world.writing() as session:
        spend_save(session, world.actor(session, "ann"), rate=1, burst=1)
        spend_save(session, world.actor(session, "ben"), rate=1, burst=1)


def test_the_operator_is_not_limited(world):
    with world.writing() as session:
        for _ in range(3):
            spend_save(session, OPERATOR, rate=1, burst=1)


def test_a_clock_that_goes_back_locks_nobody_out(either_world):
    with either_world.writing() as session, time_machine.travel("2026-01-02T00:00:00Z", tick=False) as now:
        ann = either_world.actor(session, "ann")
        spend_save(session, ann, rate=1, burst=5)
        now.shift(-86400)
        spend_save(session, ann, rate=1, burst=5)
        now.shift(60)
        for _ in range(5):
            spend_save(session, ann, rate=1, burst=5)
