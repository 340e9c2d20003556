"""Second looks: blind, beside the first, in place of the rule's; and what they tell of the reviewers."""

from __future__ import annotations

import pytest

from annotator.permissions import OPERATOR
from annotator.services.project import projects
from annotator.services.proof import checking
from tests.bodies import claim, framing, uid
from tests.functional.api.test_adjudication import ANN, BEN, RULING, cases, decide, gold, work

LONG, SHORT = "exports rose by 12 percent in 2023", "exports rose by 12 percent"


@pytest.fixture
def drawn(world):
    """Every case is drawn; ann and ben differ in one and agree in another; rev has decided for ann."""
    with world.writing() as session:
        projects.change_settings(session, OPERATOR, world.project(session), second_share=100, sample_share=100)
    world.add_person("rob", "reviewer")
    work(world, ann=[claim(LONG), framing()], ben=[claim(SHORT), framing()])
    [boundary] = cases(world, "open")
    assert decide(world, boundary, chosen=ANN).status_code == 200
    return boundary["id"]


def agreed(world) -> str:
    return next(case["id"] for case in cases(world) if case["kinds"] == ["agree"])


def blind(world, case: str, name: str = "rob"):
    return world.as_(name).get(f"/cases/{case}/blind")


def again(world, case: str, name: str = "rob", **ruling):
    return world.as_(name).put(f"/cases/{case}/blind", {**RULING, "case_version": 1, **ruling})


def figures(world):
    return world.as_("man").get("/projects/news/agreement/reviewers").json


def test_the_second_reviewer_sees_no_decision_and_no_name(world, drawn):
    shown = blind(world, drawn)
    names = {layer["layer"] for layer in world.as_("rev").get("/articles/a1/layers").json["items"]}
    assert (shown.json["state"], shown.json["decision"]) == ("open", None)
    assert not any(name in shown.text for name in names - {"gold"})


@pytest.mark.parametrize("name", ["rev", "man"])
def test_who_decided_and_who_does_not_review_is_not_asked(world, drawn, name):
    assert blind(world, drawn, name).json["code"] == "no_second_awaited"
    assert again(world, drawn, name, chosen=ANN).json["code"] == "no_second_awaited"


def test_the_first_stands_and_the_second_is_kept_beside_it(world, drawn):
    before = gold(world)["annotations"]
    answer = again(world, drawn, chosen=BEN)
    assert (answer.json["phase"], answer.json["differs"], answer.json["result"]) == ("blind", True, [])
    assert gold(world)["annotations"] == before
    assert world.as_("rev").get(f"/cases/{drawn}").json["decision"]["id"] == answer.json["second_to"]
    assert again(world, drawn, chosen=BEN).json["code"] == "no_second_awaited"


def test_readings_alike_are_the_same_answer(world, drawn):
    answer = again(world, drawn, outcome="amend", chosen={"annotation": ANN}, rationale="As it is.")
    assert answer.json["differs"] is False


def test_a_difference_is_settled_by_deciding_again(world, drawn):
    again(world, drawn, chosen=BEN)
    assert [one["settled"] for one in figures(world)["twice"]["cases"]] == [False]
    assert decide(world, {"id": drawn, "case_version": 1}, chosen=BEN).json["phase"] == "revealed"
    assert [one["settled"] for one in figures(world)["twice"]["cases"]] == [True]
    assert [a["anchor"]["segments"][0]["exact"] for a in gold(world)["annotations"] if a["tag"] == "claim"] == [
        SHORT
    ]


def test_figures_between_reviewers(world, drawn):
    again(world, drawn, chosen=BEN)
    twice = figures(world)["twice"]
    assert (twice["same"], twice["decided"], twice["f1_exact"]) == (0, 1, 0.0)
    assert twice["f1_iou"] == pytest.approx(len(SHORT) / len(LONG))
    assert twice["option"]["alpha"] == pytest.approx(0.0)


def test_a_person_takes_the_place_of_the_rule(world, drawn):
    answer = again(world, agreed(world), outcome="reject", chosen=None)
    assert (answer.json["phase"], answer.json["differs"]) == ("blind", None)
    assert answer.json["supersedes"] is not None
    settled = world.as_("man").get("/articles/a1/layers/gold").json
    assert [a["tag"] for a in settled["annotations"]] == ["claim"]
    assert figures(world)["overruled"]["count"] == 1


def test_nothing_is_drawn_where_the_share_is_nothing(world, drawn):
    with world.writing() as session:
        projects.change_settings(session, OPERATOR, world.project(session), second_share=0, sample_share=0)
    assert blind(world, drawn).status_code == 409
    assert blind(world, agreed(world)).status_code == 409


def test_the_history_holds_second_decisions_and_the_corpus_carries_them(world, drawn):
    second = again(world, drawn, chosen=BEN).json["id"]
    line = world.as_("man").get("/projects/news/export").get_json(force=True)
    assert {d["id"]: d.get("second_to") for d in line["decisions"]}[second] is not None
    with world.reading() as session:
        assert [found.check for found in checking.check(session) if not found.ok] == []


def test_own_annotations_are_never_judged_a_second_time(world, drawn):
    world.add_person("ben", "reviewer")
    with world.writing() as session:
        world.article(session).opened = True
    assert again(world, drawn, "ben", chosen=ANN).status_code == 403
    assert uid(1) == ANN
