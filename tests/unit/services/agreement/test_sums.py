"""Sums over rows: by week and guideline, all but one, each two with their coefficients."""

from __future__ import annotations

from annotator.permissions import OPERATOR
from annotator.services.agreement.choice import Asked
from annotator.services.agreement.measuring import measure
from tests.bodies import claim, uid
from tests.corpora import bring_in, line


def report(world, name: str | None = None, **asked):
    with world.reading() as session:
        actor = world.actor(session, name) if name else OPERATOR
        return measure(session, actor, world.project(session), Asked(draws=0, **asked)).record


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
