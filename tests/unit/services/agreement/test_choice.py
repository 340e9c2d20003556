"""What is asked about: known tags and layers, articles one is not blind on."""

from __future__ import annotations

import pytest

from annotator.errors import Invalid
from annotator.permissions import OPERATOR
from annotator.services.agreement.choice import Asked, choose, shared_articles
from tests.corpora import bring_in, line

LAYERS = {"p": [("claim", 0, 20)], "q": [("claim", 0, 20)], "r": []}


def chosen(world, **asked):
    with world.reading() as session:
        return choose(session, OPERATOR, world.project(session), Asked(**asked))


def test_all_if_nothing_is_named(world):
    bring_in(world, line("x", LAYERS), line("y", {"p": []}))
    found = chosen(world)
    assert found.tags == ("claim", "rebuttal", "omission", "framing")
    assert found.people == ("p", "q", "r") and shared_articles(found.rows) == ["x"]


def test_named_layers_only(world):
    bring_in(world, line("x", LAYERS))
    assert len(chosen(world, layers=("p", "q")).rows.one) == 1


@pytest.mark.parametrize("asked", [{"tags": ("other",)}, {"layers": ("gold",)}])
def test_what_is_not_there_is_refused_with_what_is(world, asked):
    bring_in(world, line("x", LAYERS))
    with pytest.raises(Invalid, match=r"there are: (claim|p), "):
        chosen(world, **asked)
