"""Handing in: nothing missing, reopened until the review has begun."""

from __future__ import annotations

import pytest

from annotator.errors import Conflict, Invalid, Refused
from annotator.permissions import OPERATOR
from annotator.services.desk import submitting
from annotator.services.project import projects
from tests.bodies import claim, framing, omission, rebuttal, uid


def put(world, body, number: int = 1, name: str = "ann") -> None:
    assert world.as_(name).put(f"/articles/a1/annotations/{uid(number)}", body).status_code == 201


def hand_in(world, name: str = "ann"):
    with world.writing() as session:
        return submitting.hand_in(session, world.actor(session, name), "a1")


def pointers(refused) -> list[str]:
    return [problem.pointer for problem in refused.value.problems]


def test_an_empty_layer_is_work_too(world):
    assert hand_in(world)[0].state == "submitted"


def test_every_hole_has_its_pointer(world):
    put(world, claim(voice=None, claim_type=[]))
    put(world, rebuttal(), 2)
    with pytest.raises(Invalid) as refused:
        hand_in(world)
    assert pointers(refused) == [
        f"/annotations/{uid(1)}/attributes/voice",
        f"/annotations/{uid(1)}/attributes/claim_type",
        f"/annotations/{uid(2)}/attributes/target_external",
    ]


def test_a_link_fills_what_it_answers(world):
    put(world, claim())
    put(world, rebuttal(), 2)
    link = {"type": "rebuts", "from": uid(2), "to": uid(1)}
    world.as_("ann").put(f"/articles/a1/relations/{uid(3)}", link)
    assert hand_in(world)[0].state == "submitted"


def test_an_omission_needs_a_source(world):
    put(world, omission() | {"sources": []})
    with pytest.raises(Invalid) as refused:
        hand_in(world)
    assert refused.value.code == "source_required"


def test_hindsight_is_no_omission(world):
    put(world, omission(available_at_publication=False))
    with pytest.raises(Invalid) as refused:
        hand_in(world)
    assert refused.value.code == "not_known_then"


def test_one_main_frame_a_layer(world):
    put(world, framing(frame_primary=True))
    put(world, framing("says little about it", frame_primary=True), 2)
    with pytest.raises(Invalid) as refused:
        hand_in(world)
    assert refused.value.code == "one_per_layer"


def test_the_layer_bears_the_guideline_it_was_made_under(world):
    with world.writing() as session:
        projects.publish_guideline(session, OPERATOR, world.project(session), "Second.")
    assert hand_in(world)[0].guideline_version == 2


def test_reopening_ends_when_the_review_begins(world):
    put(world, claim())
    hand_in(world)
    hand_in(world, "ben")
    (case,) = world.as_("rev").get("/projects/news/cases").json["items"]
    ruling = {"case_version": 1, "outcome": "reject", "reason": "slip", "confidence": 3}
    assert world.as_("rev").put(f"/cases/{case['id']}/decision", ruling).status_code == 200
    with world.writing() as session, pytest.raises(Conflict) as refused:
        submitting.reopen(session, world.actor(session, "ann"), "a1")
    assert refused.value.code == "assignment_closed"


def test_a_manager_reopens_later_and_nobody_else(world):
    name = hand_in(world)[0].name
    with world.writing() as session:
        with pytest.raises(Refused):
            submitting.reopen_for(session, world.actor(session, "rev"), "a1", name)
        submitting.reopen_for(session, world.actor(session, "man"), "a1", name)
    assert world.as_("ann").get("/articles/a1/layers/mine").json["state"] == "open"
