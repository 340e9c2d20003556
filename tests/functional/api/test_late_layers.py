"""Who hands in late, what a reviewer knew when deciding, and what an open case tells of whom."""

from __future__ import annotations

import pytest

from tests.bodies import claim, uid
from tests.functional.api.test_adjudication import ANN, BEN, cases, decide, gold, work


def decided_for(world, taken):
    """Ann and ben differ by a boundary; it is decided for one of them; then cleo comes."""
    work(world, ann=[claim("exports rose by 12 percent in 2023")], ben=[claim("exports rose by 12 percent")])
    (case,) = cases(world)
    assert decide(world, case, chosen=taken).status_code == 200
    world.add_person("cleo", "annotator")
    world.assign("a1", "cleo")
    return world


@pytest.fixture
def decided(world):
    return decided_for(world, ANN)


def hand_in(world, *bodies):
    cleo = world.as_("cleo")
    for number, body in enumerate(bodies, 201):
        assert cleo.put(f"/articles/a1/annotations/{uid(number)}", body).status_code == 201
    assert cleo.put("/articles/a1/submission").status_code == 200


def test_a_late_reading_that_changes_no_proposal_leaves_the_decision(decided):
    hand_in(decided, claim("exports rose by 12 percent in 2023"))
    (case,) = cases(decided)
    assert (case["state"], case["case_version"], len(case["members"])) == ("decided", 2, 3)
    assert [a["derived_from"] for a in gold(decided)["annotations"]] == [[ANN]]


def test_a_late_reading_that_changes_the_proposal_opens_the_case_again(world):
    decided_for(world, BEN)
    hand_in(world, claim("exports rose by 12 percent in 2023"))
    (case,) = cases(world)
    assert (case["state"], case["case_version"]) == ("open", 2)


def test_a_decision_after_the_reveal_says_so(decided):
    hand_in(decided, claim("exports rose by 12 percent in 2023"))
    (case,) = cases(decided)
    assert decide(decided, case, chosen=ANN).json["phase"] == "blind"
    assert decide(decided, case, chosen=BEN).json["phase"] == "revealed"


def test_an_open_case_names_nobody(world):
    work(world, ann=[claim()], ben=[])
    (case,) = cases(world)
    rev = world.as_("rev")
    names = {layer["layer"] for layer in rev.get("/articles/a1/layers").json["items"]}
    shown = rev.get(f"/cases/{case['id']}").text
    assert names and not any(name in shown for name in names)
    assert {case["members"][0]["layer"], *case["missing"]} == {"reader 1", "reader 2"}
    assert decide(world, case, chosen=ANN).status_code == 200
    (case,) = cases(world)
    assert {case["members"][0]["layer"], *case["missing"]} <= names
