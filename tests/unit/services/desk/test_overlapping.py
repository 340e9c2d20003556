"""Where a scheme forbids that a tag overlaps itself, desk, import and hand-in refuse it, by the own id only."""

from __future__ import annotations

import copy

import pytest

from annotator.errors import Conflict
from annotator.permissions import OPERATOR
from annotator.queries import projects
from annotator.services.project import revising
from tests.bodies import TEXT, claim, framing, uid

NESTED = "exports rose by 12 percent"


def forbid(world):
    with world.writing() as session:
        project = world.project(session)
        body = copy.deepcopy(projects.scheme(session, project).data)
        body["tags"]["claim"]["overlap"] = False
        revising.revise(session, OPERATOR, project, body, base=project.scheme_version)


@pytest.fixture
def ann(world):
    forbid(world)
    return world.as_("ann")


def at(number):
    return f"/articles/a1/annotations/{uid(number)}"


def test_17_an_overlap_that_is_forbidden_names_the_own_annotation(world, ann):
    assert world.as_("ben").put(at(8), claim(NESTED)).status_code == 201
    assert ann.put(at(1), claim()).status_code == 201
    answer = ann.put(at(2), claim(NESTED))
    assert (answer.status_code, answer.json["code"], answer.json["pointer"]) == (
        422,
        "overlap_not_allowed",
        "/anchor",
    )
    assert answer.json["annotation"] == uid(1)
    assert uid(8) not in answer.text
    assert [one["id"] for one in ann.get("/articles/a1/layers/mine").json["annotations"]] == [uid(1)]


def test_another_tag_and_the_same_annotation_may(ann):
    ann.put(at(1), claim())
    assert ann.put(at(2), framing(NESTED)).status_code == 201
    assert ann.put(at(1), claim(NESTED), if_match=1).status_code == 200


def test_what_was_withdrawn_comes_back_only_where_it_may(ann):
    ann.put(at(1), claim())
    ann.delete(at(1))
    assert ann.put(at(2), claim(NESTED)).status_code == 201
    assert ann.put(at(1), claim(), if_match=2).json["code"] == "overlap_not_allowed"


def test_an_import_is_held_to_it(world, ann):
    annotations = [{"id": uid(1), **claim()}, {"id": uid(2), **claim(NESTED)}]
    layer = {"layer": "a", "state": "open", "annotations": annotations, "relations": []}
    line = {"text": TEXT + " Again.", "regions": [], "layers": [layer], "sources": [], "entities": []}
    line["layers"][0]["annotations"] = [one | {"sources": [], "attributes": {}} for one in annotations]
    answer = world.as_("man").post("/projects/news/articles", line)
    assert (answer.status_code, answer.json["code"]) == (422, "overlap_not_allowed")


def test_what_overlapped_before_is_a_hole_at_hand_in(world):
    ann = world.as_("ann")
    assert [ann.put(at(1), claim()).status_code, ann.put(at(2), claim(NESTED)).status_code] == [201, 201]
    forbid(world)
    answer = ann.put("/articles/a1/submission")
    assert (answer.status_code, answer.json["code"]) == (422, "overlap_not_allowed")
    assert answer.json["pointer"] == f"/annotations/{uid(1)}/anchor"


def test_no_scheme_forbids_what_was_handed_in(world):
    ann = world.as_("ann")
    ann.put(at(1), claim()), ann.put(at(2), claim(NESTED)), ann.put("/articles/a1/submission")
    with pytest.raises(Conflict, match="may not overlap"):
        forbid(world)
