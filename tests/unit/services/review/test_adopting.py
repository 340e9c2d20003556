"""Imported layers as readings: compared, decided, counted, under one name and in one history."""

from __future__ import annotations

import pytest

from annotator.jobs import adopt as job
from annotator.jobs.work import Work
from annotator.models import Job
from annotator.permissions import OPERATOR
from annotator.queries import jobs
from annotator.services.proof import checking
from annotator.services.review import adopting, reviewing
from tests.bodies import TEXT, claim, uid
from tests.corpora import bring_in, line
from tests.functional.api.test_adjudication import cases
from tests.visitors import Visitor, words

EXPORTS = TEXT.index("exports")
LONG, SHORT = ("claim", EXPORTS, TEXT.index(" in 2023")), ("claim", EXPORTS, TEXT.index(" by 12"))
FRAMED = ("framing", TEXT.index("so-called"), TEXT.index(" 🎉"))


@pytest.fixture
def brought(world):
    """Two layers of people who have no account differ in a boundary, and one has a framing more."""
    bring_in(world, line("i", {"x1": [LONG, FRAMED], "x2": [SHORT]}, text=f"{TEXT} i"))
    return world


def take(world, **whose) -> dict:
    """Ask as the manager, and do the work as a worker would."""
    asked = world.as_("man").post("/projects/news/imported-layers", {"layers": whose})
    assert asked.status_code == 202, asked.text
    with world.writing() as session:
        row = jobs.find(session, OPERATOR, asked.json["id"])
        row.state = "running"
    with world.reading() as session:
        found: Job = jobs.find(session, OPERATOR, asked.json["id"])
    return job.adopt(Work(world.store, found))


def of_article(world, name: str = "i") -> list:
    return [case for case in cases(world) if case["article"] == name]


def faults(world) -> list:
    with world.reading() as session:
        return [one.wrong for one in checking.check(session) if not one.ok]


def test_names_that_came_are_listed_until_they_are_compared(brought):
    found = brought.as_("man").get("/projects/news/imported-layers").json["items"]
    assert found == [
        {"layer": "x1", "articles": 1, "annotations": 2}, {"layer": "x2", "articles": 1, "annotations": 1},
    ]  # fmt: skip
    assert of_article(brought) == []
    assert take(brought, x1=None, x2=None) == {"articles": 1, "left": 0}
    assert brought.as_("man").get("/projects/news/imported-layers").json["items"] == []


def test_layers_of_nobody_make_cases_that_are_decided(brought):
    take(brought, x1=None, x2=None)
    assert sorted(case["primary"] for case in of_article(brought)) == ["boundary", "missing"]
    for case in of_article(brought):
        ruling = {"outcome": "reject", "reason": "slip", "rationale": "No.", "confidence": 2}
        answer = brought.as_("rev").put(f"/cases/{case['id']}/decision", ruling | {"case_version": 1})
        assert answer.status_code == 200, answer.text
    assert brought.as_("rev").get("/articles/i/layers/gold").json["state"] == "adjudicated"
    assert faults(brought) == []


def test_figures_are_the_same_before_and_after(brought):
    figures = [brought.as_("man").get("/projects/news/agreement?bootstrap=0").json["tags"]]
    take(brought, x1=None, x2=None)
    figures.append(brought.as_("man").get("/projects/news/agreement?bootstrap=0").json["tags"])
    assert figures[0] == figures[1] and figures[0]["claim"]["f1"]["relaxed"] == 1.0


def test_a_member_takes_over_a_layer_under_the_one_name_they_bear(brought):
    mine = brought.as_("ann").get("/articles/a1/layers/mine").json["layer"]
    assert take(brought, x1="ann", x2=None) == {"articles": 1, "left": 0}
    layer = brought.as_("ann").get("/articles/i/layers/mine").json
    assert (layer["layer"], layer["state"], len(layer["annotations"])) == (mine, "open", 2)
    assert brought.as_("ann").get("/articles/i/layers/x2").status_code == 404
    assert faults(brought) == []


def test_who_has_a_layer_there_keeps_it(brought):
    brought.assign("i", "ann")
    assert take(brought, x1="ann") == {"articles": 1, "left": 1}
    assert brought.as_("ann").get("/articles/i/layers/mine").json["annotations"] == []
    assert faults(brought) == []


def test_taken_twice_it_does_nothing_more(brought):
    take(brought, x1=None, x2=None)
    with brought.writing() as session:
        project = brought.project(session)
        assert adopting.articles_with(session, project, {"x1": None, "x2": None}) == []
    assert len(of_article(brought)) == 2


@pytest.mark.parametrize(
    ("whose", "code"),
    [({}, "missing_field"), ({"x9": None}, "unknown_value"), ({"x1": "rev"}, "not_an_annotator")],
)
def test_who_is_not_there_is_named(brought, whose, code):
    answer = brought.as_("man").post("/projects/news/imported-layers", {"layers": whose})
    assert (answer.status_code, answer.json["code"]) == (422, code)


def test_nobody_reopens_a_layer_of_nobody(brought):
    take(brought, x1=None, x2=None)
    assert brought.as_("man").delete("/articles/i/layers/x1/submission").status_code == 404


def test_it_works_on_each_database(either_world):
    bring_in(either_world, line("i", {"x1": [LONG], "x2": [SHORT]}, text=f"{TEXT} i"))
    take(either_world, x1="ann", x2=None)
    assert of_article(either_world) == []  # ann has to complete it and to hand it in
    with either_world.reading() as session:
        layers = reviewing.layers_compared(session, either_world.article(session, "i"))
        assert [reviewing.is_finished(layer) for layer in layers] == [False, True]


def test_layers_beside_a_gold_that_came_with_them_leave_it_as_it_is(world):
    bring_in(world, line("g", {"x1": [LONG], "x2": [LONG], "gold": [LONG]}, text=f"{TEXT} g"))
    before = world.as_("man").get("/articles/g/layers/gold").json
    take(world, x1=None, x2=None)
    assert (world.as_("man").get("/articles/g/layers/gold").json, of_article(world, "g")) == (before, [])


def test_who_is_to_read_an_article_that_came_with_its_gold_makes_cases_all_the_same(world):
    bring_in(world, line("g", {"gold": [LONG]}, text=f"{TEXT} g"))
    assert "This article came with its gold" in words(Visitor(world, "rev").get("/articles/g/review"))
    world.assign("g", "ann", "ben")
    assert world.as_("ann").put(f"/articles/g/annotations/{uid(91)}", claim()).status_code == 201
    for name in ("ann", "ben"):
        assert world.as_(name).put("/articles/g/submission").status_code == 200
    assert [case["state"] for case in of_article(world, "g")] == ["open"]
