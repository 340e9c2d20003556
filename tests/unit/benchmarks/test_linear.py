"""The checker of histories finds each way in which a copy can be no single one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.soaks.linear import Act, anomalies

FIRST = Act(0, 1, 1, "first", base=0)
SECOND = Act(2, 5, 2, "second", base=1)
READ = Act(3, 4, 1, "first")
THIRD = Act(6, 7, 3, "third", base=2)
HISTORY = [FIRST, SECOND, READ, THIRD]


def test_a_read_beside_a_write_may_see_before_or_after():
    assert anomalies(HISTORY) == []
    assert anomalies([FIRST, SECOND, replace(READ, version=2, content="second"), THIRD]) == []


@pytest.mark.parametrize(
    "acts",
    [
        [FIRST, SECOND, READ, replace(THIRD, version=2)],
        [FIRST, SECOND, READ, replace(THIRD, base=1)],
        [FIRST, READ, THIRD],
        [FIRST, SECOND, replace(READ, content="other"), THIRD],
        [*HISTORY, Act(8, 9, 2, "second")],
        [FIRST, replace(SECOND, sent=8, answered=9), THIRD],
    ],
    ids=["a version twice", "an old base", "a gap", "another content", "a stale read", "an early version late"],
)
def test_each_way_to_go_wrong_is_found(acts):
    assert anomalies(acts)
