"""Whatever call of the database fails: done and acknowledged, or refused; and the same again is harmless."""

from __future__ import annotations

from itertools import count

import pytest

from tests.bodies import claim, rebuttal, uid
from tests.functional.api.failing import failing_writes
from tests.functional.db.folding import broken, rows, told

CLAIM, REBUTTAL, LINK = (
    f"/articles/a1/{what}/{uid(n)}" for n, what in enumerate(("annotations",) * 2 + ("relations",), 1)
)
REBUTS = {"type": "rebuts", "from": uid(2), "to": uid(1)}
STEPS = (
    ("PUT", CLAIM, claim(), None),
    ("PUT", REBUTTAL, rebuttal(), None),
    ("PUT", LINK, REBUTS, None),
    ("PUT", CLAIM, claim(note="Changed."), 1),
    ("DELETE", CLAIM, None, None),
    ("PUT", CLAIM, claim(), 3),
    ("DELETE", LINK, None, None),
    ("DELETE", REBUTTAL, None, None),
    ("PUT", "/articles/a1/submission", {}, None),
    ("DELETE", "/articles/a1/submission", None, None),
)
"""What an annotator does with one article, from the first mark to the reopening."""


@pytest.mark.slow
@pytest.mark.parametrize("after", [False, True], ids=["before it is done", "after it is done"])
def test_each_call_may_fail(either_world, monkeypatch, after):
    ann = either_world.as_("ann")
    with failing_writes(either_world.store, monkeypatch) as fault:
        for method, path, body, version in STEPS:
            before = stands(either_world)
            for at in count(1):
                fault.plan(at, after=after)
                answer = ann.call(method, path, body, if_match=version)
                made, fault.at = fault.calls, 0
                if made < at:
                    break
                refused(answer, either_world, before, committed=after)
                if stands(either_world) != before:
                    assert ann.call(method, path, body, if_match=version).status_code in {200, 204}
                    break
            assert answer.status_code in {200, 201, 204} or after
            assert stands(either_world) != before


def refused(answer, world, before, *, committed: bool) -> None:
    assert (answer.status_code, answer.json["code"], answer.json["saved"]) == (503, "busy", False)
    assert stands(world) == before or committed


def stands(world):
    """Return all that the project holds; fails unless its history says the same and its chain is whole."""
    with world.reading() as session:
        project = world.project(session)
        assert not broken(session, project)
        found = rows(session, project)
        assert found == told(session, project)
    return found
