"""The desk of an annotator: who may sit at it, and what is checked before anything is stored."""

from __future__ import annotations

import hashlib

import pytest

from annotator.errors import Conflict, Invalid, Missing
from annotator.permissions import OPERATOR
from annotator.services.desk import annotating
from annotator.services.people import assigning
from tests.bodies import claim, omission, point, span, uid

WRONG = {"kind": "span", "segments": [{"start": 0, "end": 3, "exact": "xyz"}]}


def put(world, body, *, name: str = "ann", number: int = 1, if_match: int | None = None):
    with world.writing() as session:
        return annotating.put(session, world.actor(session, name), "a1", uid(number), body, if_match=if_match)


@pytest.mark.parametrize("name", ["rev", "res", "man", "out", "adm"])
def test_nobody_sits_at_anothers_desk(world, name):
    with pytest.raises(Missing):
        put(world, claim(), name=name)


def test_a_withdrawn_assignment_closes_the_desk(world):
    with world.writing() as session:
        assigning.withdraw_from(session, OPERATOR, world.project(session), ["ann"])
    with pytest.raises(Missing):
        put(world, claim())


def test_what_is_stored_is_what_was_checked(world):
    body = claim(claim_type=["causal", "numerical"])
    stored = put(world, body)
    assert stored.created
    assert stored.row.attributes["claim_type"] == ["numerical", "causal"]
    assert stored.row.anchor["prefix"] == "The ministry said "
    assert stored.row.origin == "human"


def test_the_hash_is_over_ids_and_versions(world):
    put(world, claim())
    stored = put(world, claim("Critics called the figure misleading"), number=2)
    lines = f"{uid(1)} 1\n{uid(2)} 1\n"
    assert stored.layer_hash == hashlib.sha256(lines.encode()).hexdigest()


@pytest.mark.parametrize(
    "body, code",
    [
        (claim() | {"tag": "opinion"}, "unknown_tag"),
        (claim() | {"anchor": point(0)}, "anchor_not_allowed"),
        (claim(voice="loud"), "unknown_value"),
        (claim(speaker=uid(9)), "unknown_value"),
        (
            claim(source_span={"kind": "span", "segments": [{"start": 0, "end": 3, "exact": "xyz"}]}),
            "quote_mismatch",
        ),
        (omission() | {"sources": [{"source": uid(9), "stance": "supports"}]}, "unknown_value"),
        (claim() | {"role": "admin"}, "unknown_field"),
    ],
)
def test_what_is_wrong_is_not_stored(world, body, code):
    with pytest.raises(Invalid) as refused:
        put(world, body)
    assert refused.value.code == code


def test_an_id_is_held_once_in_the_workspace(world):
    put(world, claim())
    with pytest.raises(Missing):
        put(world, claim(), name="ben")


def test_a_closed_desk_takes_retries_and_nothing_else(world):
    put(world, claim())
    world.as_("ann").put("/articles/a1/submission")
    assert put(world, claim()).row.version == 1
    with pytest.raises(Conflict) as refused:
        put(world, claim(note="more"), if_match=1)
    assert refused.value.code == "assignment_closed"


def test_inner_anchors_get_their_context(world):
    stored = put(world, claim(source_span=span("The ministry")))
    assert stored.row.attributes["source_span"]["suffix"].startswith(" said exports")
