"""Rows are kept: only what changed is read again, and the sums stay those of all."""

from __future__ import annotations

import numpy as np
import pytest
from sqlalchemy import update

from annotator.domain.agreement.figures import tag_figures
from annotator.models import Layer
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


def test_what_changed_is_read_as_with_all(world):
    """Several segments, layers that are no data and a point: read alone or with all they are the same."""
    bring_in(world, line("x", BOTH))
    rows(world)
    two = {"anchor": {"kind": "span", "segments": [{"start": at, "end": at + 2, "exact": "aa"} for at in (0, 60)]}}
    marks = {
        "p": [("framing", 0, 2, two), ("omission", 5, 5)],
        "q": [("framing", 0, 2, two)],
        "r": [("framing", 0, 2)],
    }
    bring_in(world, line("y", {**marks, "r": [("framing", 0, 2)]}))
    with world.writing() as session:
        session.execute(update(Layer).where(Layer.name == "r").values(aside="withdrawn"))
    alone = rows(world)
    measuring_rows._kept.clear()
    whole = rows(world)
    assert np.array_equal(alone.rows.counts, whole.rows.counts)
    assert tag_figures(whole.rows, "framing").f1["exact"].value == 1.0
