"""The diagnosis: which articles count, and every position of one, for who may know."""

from __future__ import annotations

import pytest

from annotator.errors import Missing, Refused
from annotator.permissions import OPERATOR
from annotator.services.agreement.positions import articles_of, positions_of
from tests.corpora import bring_in, line

LAYERS = {"p": [("claim", 0, 20)], "q": [("claim", 3, 20)]}


def test_articles_count_when_two_finished_them(world):
    bring_in(world, line("x", LAYERS), line("y", {"p": []}))
    with world.reading() as session:
        found = articles_of(session, OPERATOR, world.project(session))
    assert [(one.article, one.used) for one in found] == [("a1", False), ("x", True), ("y", False)]


def test_positions_add_up_to_the_text(world):
    bring_in(world, line("x", LAYERS))
    with world.reading() as session:
        found = positions_of(session, OPERATOR, world.project(session), "x", "claim")
    assert [one.marked for one in found.runs] == [("p",), ("p", "q"), ()]
    assert sum(one.length for one in found.runs) == len(found.text)


def test_others_are_told_nothing(world):
    with world.reading() as session:
        project = world.project(session)
        with pytest.raises(Refused):
            articles_of(session, world.actor(session, "rev"), project)
        with pytest.raises(Missing):
            positions_of(session, OPERATOR, project, "nowhere", "claim")
