"""Relations of the own layer: legal by the scheme, saved by the same rules as annotations."""

from __future__ import annotations

import pytest

from annotator.errors import Invalid, Missing, VersionRequired
from annotator.services.desk import annotating, relating
from tests.bodies import claim, rebuttal, uid

LINK = {"type": "rebuts", "from": uid(2), "to": uid(1)}


@pytest.fixture
def linked(world):
    world.as_("ann").put(f"/articles/a1/annotations/{uid(1)}", claim())
    world.as_("ann").put(f"/articles/a1/annotations/{uid(2)}", rebuttal())
    return world


def put(world, body, *, number: int = 3, name: str = "ann", if_match: int | None = None):
    with world.writing() as session:
        return relating.put(session, world.actor(session, name), "a1", uid(number), body, if_match=if_match)


def test_a_link_is_stored_once(linked):
    assert put(linked, LINK).created
    assert not put(linked, LINK).created


@pytest.mark.parametrize(
    "change",
    [{"to": uid(2)}, {"from": uid(1), "to": uid(2)}, {"type": "likes"}, {"to": uid(8)}],
    ids=["itself", "ends", "type", "nowhere"],
)
def test_what_the_scheme_forbids_is_refused(linked, change):
    with pytest.raises(Invalid) as refused:
        put(linked, LINK | change)
    assert refused.value.code == "bad_relation"


def test_the_same_link_under_another_id_is_refused(linked):
    put(linked, LINK)
    with pytest.raises(Invalid):
        put(linked, LINK, number=4)


def test_a_change_names_its_version(linked):
    put(linked, LINK)
    with pytest.raises(VersionRequired):
        put(linked, LINK | {"type": "part_of"})
    assert put(linked, LINK | {"type": "part_of"}, if_match=1).row.version == 2


def test_withdrawing_twice_is_once(linked):
    put(linked, LINK)
    with linked.writing() as session:
        ann = linked.actor(session, "ann")
        first = relating.withdraw(session, ann, "a1", uid(3), if_match=None).row.version
        assert relating.withdraw(session, ann, "a1", uid(3), if_match=None).row.version == first == 2


def test_a_relation_goes_and_comes_with_its_end(linked):
    put(linked, LINK)
    with linked.writing() as session:
        ann = linked.actor(session, "ann")
        gone = annotating.withdraw(session, ann, "a1", uid(1), if_match=None).row
        assert linked.as_("ann").get("/articles/a1/layers/mine").status_code == 200
        annotating.put(session, ann, "a1", uid(1), claim(), if_match=gone.version)
    relations = linked.as_("ann").get("/articles/a1/layers/mine").json["relations"]
    assert [(link["id"], link["version"]) for link in relations] == [(uid(3), 3)]


def test_a_link_of_nobody_cannot_be_withdrawn(linked):
    with linked.writing() as session, pytest.raises(Missing):
        relating.withdraw(session, linked.actor(session, "ann"), "a1", uid(7), if_match=None)
