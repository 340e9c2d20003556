"""The report as a whole: every part there, what is over time and by guideline, nothing for who may not."""

from __future__ import annotations

import pytest

from annotator.errors import Refused
from annotator.permissions import OPERATOR
from annotator.services.measuring import Asked, measure
from tests.bodies import claim, uid
from tests.corpora import bring_in, line


def report(world, name: str | None = None, **asked):
    with world.reading() as session:
        actor = world.actor(session, name) if name else OPERATOR
        return measure(session, actor, world.project(session), Asked(draws=0, **asked)).record


@pytest.mark.parametrize("name", ["ann", "rev", "out"])
def test_only_researchers_and_managers_are_told(world, name):
    with pytest.raises(Refused):
        report(world, name)


def test_without_anything_every_part_is_there_and_undefined(world):
    found = report(world, "res")
    assert (found["articles"], found["pairs"], found["by_article"], found["over_time"]) == (0, 0, [], [])
    assert {one["alpha"] for one in found["tags"].values()} == {None}
    assert found["relations"]["reasons"]["labelled_f1"] == "nothing_marked"
    assert found["omissions"]["reasons"]["content_f1"] == "not_adjudicated"


def test_work_is_told_by_week_and_guideline(world):
    for name, number in (("ann", 1), ("ben", 2)):
        assert world.as_(name).put(f"/articles/a1/annotations/{uid(number)}", claim()).status_code == 201
        assert world.as_(name).put("/articles/a1/submission").status_code == 200
    found = report(world)
    assert [one["guideline_version"] for one in found["by_guideline"]] == [1]
    [week] = found["over_time"]
    assert week["tags"]["claim"]["f1"]["exact"] == 1.0 and "-W" in week["week"]


def test_leaving_one_out_is_the_agreement_of_the_others(world):
    layers = {"p": [("claim", 0, 20)], "q": [("claim", 0, 20)], "r": [("claim", 42, 59)]}
    bring_in(world, line("x", layers))
    without = {one["without"]: one["tags"]["claim"]["alpha"] for one in report(world)["leave_one_out"]}
    assert without["r"] == 1.0 > without["p"]


def test_pairs_have_coefficients_of_two(world):
    bring_in(world, line("x", {"p": [("claim", 0, 20)], "q": [("claim", 0, 20)]}))
    [pair] = report(world)["pairwise"]
    assert pair["tags"]["claim"]["coefficients"]["kappa"] == 1.0
    assert pair["tags"]["framing"]["coefficients"]["reasons"]["kappa"] == "no_variation"
