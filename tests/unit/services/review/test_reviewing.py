"""Cases follow the layers: made when all are in, kept while nothing changed, set aside when gone."""

from __future__ import annotations

import pytest

from annotator.permissions import OPERATOR
from annotator.queries import assignments
from annotator.services.people import assigning
from annotator.services.project import projects
from tests.bodies import claim, entity, omission, point, rebuttal, uid

CASES = "/projects/news/cases"


def put(world, name: str, number: int, body, **options) -> None:
    answer = world.as_(name).put(f"/articles/a1/annotations/{uid(number)}", body, **options)
    assert answer.status_code in {200, 201}, answer.json


def hand_in(world, *names: str) -> None:
    for name in names:
        assert world.as_(name).put("/articles/a1/submission").status_code == 200


def decide(world, case: dict, **ruling):
    body = {"outcome": "accept", "reason": "slip", "rationale": "So.", "confidence": 3, **ruling}
    body["case_version"] = case["case_version"]
    return world.as_("rev").put(f"/cases/{case['id']}/decision", body)


def cases(world) -> list[dict]:
    return world.as_("rev").get(CASES).json["items"]


@pytest.fixture
def differing(world):
    put(world, "ann", 1, claim())
    put(world, "ben", 2, claim("exports rose by 12 percent"))
    hand_in(world, "ann", "ben")
    return world


def test_there_is_no_case_while_one_is_missing(world):
    put(world, "ann", 1, claim())
    hand_in(world, "ann")
    assert cases(world) == []


def test_the_same_layers_again_are_the_same_cases(differing):
    (before,) = cases(differing)
    differing.as_("ann").delete("/articles/a1/submission")
    hand_in(differing, "ann")
    assert cases(differing) == [before]


def test_a_changed_reading_is_a_new_version_of_its_case(differing):
    (before,) = cases(differing)
    differing.as_("ann").delete("/articles/a1/submission")
    put(differing, "ann", 1, claim("rose by 12 percent"), if_match=1)
    hand_in(differing, "ann")
    (after,) = cases(differing)
    assert (after["id"], after["case_version"]) == (before["id"], before["case_version"] + 1)


def test_a_case_without_readings_is_set_aside(differing):
    for name, number in (("ann", 1), ("ben", 2)):
        differing.as_(name).delete("/articles/a1/submission")
        differing.as_(name).delete(f"/articles/a1/annotations/{uid(number)}")
    hand_in(differing, "ann", "ben")
    assert cases(differing) == []


def test_who_was_taken_off_counts_no_more(differing):
    with differing.writing() as session:
        project, article = differing.project(session), differing.article(session)
        mine = [row for row in assignments.of_article(session, article) if row.slot == 2]
        assigning.withdraw(session, OPERATOR, project, mine[0])
    (case,) = cases(differing)
    assert len(case["members"]) == 1


@pytest.mark.parametrize("taken, state", [(1, "decided"), (2, "open")])
def test_when_somebody_is_taken_off_a_decision_stands_unless_another_reading_is_proposed(differing, taken, state):
    (case,) = cases(differing)
    assert decide(differing, case, chosen=uid(taken)).status_code == 200
    with differing.writing() as session:
        project, article = differing.project(session), differing.article(session)
        mine = [row for row in assignments.of_article(session, article) if row.slot == 2]
        assigning.withdraw(session, OPERATOR, project, mine[0])
    (after,) = cases(differing)
    assert (after["id"], len(after["members"]), after["state"]) == (case["id"], 1, state)


@pytest.mark.parametrize("third, state", [("none", "open"), ("link", "decided")])
def test_a_decided_link_stands_when_a_later_reader_changes_no_majority(world, third, state):
    for name, base, drawn in (("ann", 1, True), ("ben", 101, False)):
        link_up(world, name, base, drawn=drawn)
    hand_in(world, "ann", "ben")
    (case,) = [one for one in cases(world) if one["primary"] == "relation"]
    assert decide(world, case, chosen=uid(9)).status_code == 200
    world.add_person("cat", "annotator")
    world.assign("a1", "cat")
    link_up(world, "cat", 201, drawn=third == "link")
    hand_in(world, "cat")
    (after,) = [one for one in cases(world) if one["primary"] == "relation"]
    assert (after["id"], after["state"]) == (case["id"], state)


def link_up(world, name: str, base: int, *, drawn: bool) -> None:
    put(world, name, base, claim())
    put(world, name, base + 1, rebuttal(target_external="Said abroad."))
    if drawn:
        link = {"type": "rebuts", "from": uid(base + 1), "to": uid(base)}
        answer = world.as_(name).put(f"/articles/a1/relations/{uid(base + 8)}", link)
        assert answer.status_code == 201, answer.json


def test_points_at_the_same_sentence_are_one_place(world):
    start = 99
    put(world, "ann", 1, omission(point(start)))
    put(world, "ben", 2, omission(point(start + 3)))
    hand_in(world, "ann", "ben")
    (case,) = cases(world)
    assert len(case["members"]) == 2


def test_a_body_that_two_entered_each_for_themselves_is_one(world):
    for number, name in ((21, "ann"), (22, "ben")):
        body = entity("The Ministry", "government_body")
        assert world.as_(name).put(f"/projects/news/entities/{uid(number)}", body).status_code == 201
    put(world, "ann", 1, claim(speaker=uid(21)))
    put(world, "ben", 2, claim(speaker=uid(22)))
    hand_in(world, "ann", "ben")
    (case,) = cases(world)
    assert case["kinds"] == ["agree"]


@pytest.mark.parametrize("rule, state", [(True, "decided"), (False, "open")])
def test_trivial_boundaries_are_decided_by_rule_where_the_project_says_so(world, rule, state):
    with world.writing() as session:
        projects.change_settings(session, OPERATOR, world.project(session), auto_trivial=rule)
    put(world, "ann", 1, claim("The so-called reformers"))
    put(world, "ben", 2, claim("so-called reformers"))
    hand_in(world, "ann", "ben")
    (case,) = cases(world)
    assert (case["subtype"], case["state"]) == ("trivial", state)


def test_a_boundary_that_matters_waits_for_a_person(world):
    with world.writing() as session:
        projects.change_settings(session, OPERATOR, world.project(session), auto_trivial=True)
    put(world, "ann", 1, claim())
    put(world, "ben", 2, claim("exports rose by 12 percent"))
    hand_in(world, "ann", "ben")
    assert [case["state"] for case in cases(world)] == ["open"]
