"""Rows are kept: only what changed is read again, and the sums stay those of all."""

from __future__ import annotations

import pytest

from annotator.domain.agreement.figures import tag_figures
from annotator.services.agreement import rows as measuring_rows
from annotator.services.agreement.rows import counted
from tests.corpora import bring_in, line

BOTH = {"p": [("claim", 0, 20)], "q": [("claim", 3, 20)]}


def rows(world):
    with world.reading() as session:
        return counted(session, world.project(session))


@pytest.fixture
def read(monkeypatch):
    """Note which articles are read."""
    seen: list = []
    original = measuring_rows.finished.read
    monkeypatch.setattr(
        measuring_rows.finished, "read", lambda *given, **how: (seen.append(given[2:]), original(*given, **how))[1]
    )
    return seen


def test_the_same_state_is_counted_once(world, read):
    bring_in(world, line("x", BOTH))
    assert rows(world) is rows(world)
    assert len(read) == 1


def test_only_what_changed_is_read(world, read):
    bring_in(world, line("x", BOTH))
    rows(world)
    bring_in(world, line("y", BOTH))
    found = rows(world)
    assert read[-1] == (["y"],)
    assert tag_figures(found.rows, "claim").articles == 2
    assert found.unsuggested is None and found.bare is found.rows


def test_suggestions_come_and_the_rest_is_kept(world):
    bring_in(world, line("x", BOTH))
    rows(world)
    taken = {name: [(*mark, {"origin": "suggestion_accepted"}) for mark in marks] for name, marks in BOTH.items()}
    bring_in(world, line("y", taken))
    found = rows(world)
    assert tag_figures(found.rows, "claim").annotations == 4
    assert tag_figures(found.bare, "claim").annotations == 2
