"""Which articles a figure rests on."""

from __future__ import annotations

import pytest

from annotator.errors import Refused
from annotator.permissions import OPERATOR
from annotator.services.agreement.behind import Figure, articles_behind, week_of
from annotator.services.project import projects
from tests.bodies import TEXT, claim, uid
from tests.corpora import bring_in, line


@pytest.fixture
def corpus(world):
    """Two imported articles of three people, and one that ann and ben hand in under the first guidelines."""
    bring_in(world, line("x", {"p": [], "q": []}), line("y", {"p": [], "r": []}, text=f"{TEXT} y"))
    for name in ("ann", "ben"):
        world.as_(name).put(f"/articles/a1/annotations/{uid(ord(name[0]))}", claim())
        assert world.as_(name).put("/articles/a1/submission").status_code == 200
    with world.writing() as session:
        projects.publish_guideline(session, OPERATOR, world.project(session), "Later.")
    return world


def behind(world, name: str | None = None, **figure) -> list[str]:
    with world.reading() as session:
        actor = OPERATOR if name is None else world.actor(session, name)
        return articles_behind(session, actor, world.project(session), Figure(**figure))


@pytest.mark.parametrize(
    ("figure", "articles"),
    [
        ({}, ["a1", "x", "y"]),
        ({"pair": ("p", "q")}, ["x"]),
        ({"pair": ("p", "q", "r")}, ["x", "y"]),
        ({"pair": ("p",)}, []),
        ({"guideline": "1"}, ["a1"]),
        ({"guideline": "2"}, []),
        ({"guideline": "none"}, ["x", "y"]),
        ({"week": "1999-W01"}, []),
    ],
)
def test_articles_that_two_finished(corpus, figure, articles):
    assert sorted(behind(corpus, **figure)) == articles


def test_the_week_of_a_figure_finds_its_articles(corpus):
    week = corpus.as_("man").get("/projects/news/agreement?bootstrap=0").json["over_time"][0]["week"]
    assert behind(corpus, week=week) == ["a1"]


def test_the_later_of_two_says_the_week():
    times = {("x", "p"): "2026-02-08T10:00:00Z", ("x", "q"): "2026-02-09T10:00:00Z"}
    assert (week_of(times, "x", "p"), week_of(times, "x", "p", "q"), week_of({}, "x", "p")) == (
        "2026-W06", "2026-W07", "",
    )  # fmt: skip


def test_reviewers_learn_nothing_of_pairs(corpus):
    with pytest.raises(Refused):
        behind(corpus, "rev", pair=("p", "q"))
