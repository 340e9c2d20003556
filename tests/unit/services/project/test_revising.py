"""A change of the scheme: what it touches, what stands in its way, and the version it makes."""

from __future__ import annotations

import copy

import pytest

from annotator.errors import Conflict, Invalid, Refused, Stale
from annotator.queries import projects
from annotator.services.project import revising
from tests.bodies import claim, framing, uid


@pytest.fixture
def told(world):
    ann = world.as_("ann")
    for number, body in enumerate((claim(), framing()), 1):
        assert ann.put(f"/articles/a1/annotations/{uid(number)}", body).status_code == 201
    return world


def changed(world, change):
    with world.reading() as session:
        body = copy.deepcopy(projects.scheme(session, world.project(session)).data)
    change(body)
    return body


def touches(world, change, name="man"):
    body = changed(world, change)
    with world.reading() as session:
        return revising.touches(session, world.actor(session, name), world.project(session), body)


def revise(world, change, name="man", base=1):
    body = changed(world, change)
    with world.writing() as session:
        return revising.revise(session, world.actor(session, name), world.project(session), body, base=base)


def drop_tag(body):
    del body["tags"]["framing"]
    for rule in body["relations"].values():
        for end in ("from", "to"):
            rule[end] = [tag for tag in rule[end] if tag != "framing"]
    body["relations"] = {name: rule for name, rule in body["relations"].items() if rule["from"] and rule["to"]}


def drop_term(body):
    kinds = body["vocabularies"]["claim_type"]
    body["vocabularies"]["claim_type"] = [term for term in kinds if term["id"] != "numerical"]


def deprecate(body):
    next(t for t in body["vocabularies"]["claim_type"] if t["id"] == "numerical")["deprecated"] = True


def require_more(body):
    body["tags"]["claim"]["attributes"]["claim_date"]["required"] = "submit"


def rename(body):
    body["tags"]["claim"]["label"] = {"en": "Assertion"}


@pytest.mark.parametrize(
    "change, blocks", [(drop_tag, [True]), (drop_term, [True]), (require_more, [False]), (deprecate, [False])]
)
def test_what_is_touched_is_known_before(told, change, blocks):
    assert [touch.blocks for touch in touches(told, change)] == blocks


def test_what_still_fits_is_not_touched(told):
    assert touches(told, rename) == []


def test_another_order_is_a_change(told):
    assert revise(told, lambda body: body.update(tags=dict(reversed(body["tags"].items())))).version == 2


def test_what_was_handed_in_may_not_become_incomplete(told):
    assert told.as_("ann").put("/articles/a1/submission").status_code == 200
    with pytest.raises(Conflict) as refused:
        revise(told, require_more)
    assert refused.value.code == "in_use"


def test_a_change_is_a_new_version_and_an_act(told):
    made = revise(told, rename)
    assert made.version == 2
    with told.reading() as session:
        scheme = projects.scheme(session, told.project(session))
        assert (scheme.version, scheme.tags["claim"].label["en"]) == (2, "Assertion")
    assert revise(told, rename, base=2).version == 2


def test_two_managers_do_not_overwrite_each_other(told):
    revise(told, rename)
    with pytest.raises(Stale):
        revise(told, deprecate)


@pytest.mark.parametrize("name", ["ann", "rev", "res"])
def test_only_managers_change_it(told, name):
    with pytest.raises(Refused):
        touches(told, rename, name)


def test_a_scheme_that_makes_no_sense_is_refused(told):
    with pytest.raises(Invalid):
        touches(told, lambda body: body["tags"]["claim"].update(key="r"))
