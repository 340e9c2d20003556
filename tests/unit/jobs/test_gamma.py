"""γ by the queue: of every article once, kept by content, the same again, told in the report."""

from __future__ import annotations

import pytest

from annotator.domain.agreement.gamma import gamma
from annotator.domain.agreement.gamma_units import Config, read_layers
from annotator.jobs.queue import run_waiting
from annotator.services.agreement import gamma as measuring_gamma
from annotator.services.agreement.choice import Asked
from annotator.services.agreement.measuring import measure
from tests.corpora import bring_in, line

LAYERS = {"p": [("claim", 0, 20), ("framing", 30, 44)], "q": [("claim", 3, 20), ("rebuttal", 31, 44)]}


def report(world) -> dict:
    with world.reading() as session:
        project = world.project(session)
        return measure(session, world.actor(session, "res"), project, Asked(draws=0)).record["gamma"]


def compute(world) -> dict:
    answer = world.as_("res").post("/projects/news/agreement/gamma")
    assert answer.status_code == 202
    run_waiting(world.store)
    return world.as_("res").get(f"/jobs/{answer.json['id']}").json


@pytest.fixture
def corpus(world):
    bring_in(world, line("x", LAYERS), line("y", {"p": [], "q": [("claim", 0, 5)]}), line("z", {"p": []}))
    return world


def test_it_is_not_computed_before_it_is_asked_for(corpus):
    found = report(corpus)
    assert (found["gamma"], found["left"]) == (None, 2)
    assert found["reasons"]["gamma"] == "not_computed"


def test_every_article_is_computed_once(corpus):
    assert compute(corpus)["result"] == {"articles": 2}
    assert compute(corpus)["result"] == {"articles": 0}
    found = report(corpus)
    assert (found["articles"], found["left"]) == (2, 0)
    assert found["gamma"] is not None and found["tags"]["claim"]["gamma"] is not None


def test_one_article_pools_to_its_own_gamma(world):
    bring_in(world, line("x", LAYERS))
    compute(world)
    with world.reading() as session:
        layers = ()
        project, actor = world.project(session), world.actor(session, "res")
        assert measuring_gamma.missing(session, actor, project, layers) == {}
        [text] = measuring_gamma.texts_of(measuring_gamma.align(session, project, ["x"]), {"p", "q"}).values()
    units = read_layers(text.layers, point_length=text.point_length)
    alone = gamma(units, Config(), seed=0, bounds=(0.0, float(text.length)))
    assert report(world)["gamma"] == pytest.approx(alone.gamma.value, abs=1e-12)
    assert report(world)["gamma_cat"] == pytest.approx(alone.cat.value, abs=1e-12)


def test_other_marks_are_to_be_computed_and_the_same_are_not(corpus):
    compute(corpus)
    bring_in(corpus, line("w", LAYERS))
    assert report(corpus)["left"] == 0
    bring_in(corpus, line("v", LAYERS | {"q": [("claim", 6, 20)]}))
    assert report(corpus)["left"] == 1
