"""Who sees the gold is told that what stands in it is changed by decisions; for all others it is not there."""

from __future__ import annotations

import pytest

from annotator.errors import Conflict
from annotator.services.desk.elsewhere import refuse_gold
from tests.bodies import claim, uid


@pytest.fixture
def agreed(world):
    """A world in which two agreed, and what they agreed on stands in the gold; its id."""
    world.assign("a1", "ann", "ben")
    for number, name in enumerate(("ann", "ben"), 1):
        world.as_(name).put(f"/articles/a1/annotations/{uid(number)}", claim())
        world.as_(name).put("/articles/a1/submission")
    (held,) = world.as_("rev").get("/articles/a1/layers/gold").json["annotations"]
    return held["id"]


def refused(world, name: str, article: str, uuid: str) -> bool:
    with world.reading() as session:
        try:
            refuse_gold(session, world.actor(session, name), article, uuid)
        except Conflict as error:
            return error.code == "layer_frozen"
    return False


def test_only_who_sees_it_is_told(world, agreed):
    assert [refused(world, name, "a1", agreed) for name in ("rev", "man", "ann", "ben")] == [
        True,
        True,
        False,
        False,
    ]


def test_what_is_elsewhere_or_nowhere_is_nothing_new(world, agreed):
    assert not any(refused(world, "rev", *place) for place in (("a1", uid(1)), ("a1", uid(9)), ("a2", agreed)))
