"""Time on task: added up by every act that changes something, and told by the history."""

from __future__ import annotations

from sqlalchemy import select

from annotator.models import Change, Layer
from annotator.services.proof.checking import check
from tests.bodies import claim, uid

HERE = f"/articles/a1/annotations/{uid(1)}"


def spent(world) -> list[str]:
    with world.reading() as session:
        query = select(Change.body).where(Change.object.like("time/%")).order_by(Change.id)
        return list(session.scalars(query))


def put(world, body, seconds, **headers):
    return world.as_("ann").put(HERE, body, headers={"Seconds-Spent": str(seconds), **headers})


def test_every_change_tells_the_seconds_so_far(world):
    assert put(world, claim(), 12).status_code == 201
    assert put(world, claim(note="Sure."), 30, **{"If-Match": '"1"'}).status_code == 200
    assert spent(world) == ['{"seconds":12}', '{"seconds":42}']


def test_a_retry_counts_nothing_twice(world):
    put(world, claim(), 12)
    put(world, claim(), 12)
    assert spent(world) == ['{"seconds":12}']


def test_time_that_is_no_number_is_refused(world):
    for wrong in ("-1", "1.5", "soon", "86401"):
        assert put(world, claim(), wrong).json["code"] == "bad_parameter"


def test_the_state_is_that_of_the_history(world):
    put(world, claim(), 5)
    world.as_("ann").delete(HERE, headers={"Seconds-Spent": "7"})
    with world.reading() as session:
        assert sorted(session.scalars(select(Layer.seconds)))[-1] == 12
        assert all(finding.ok for finding in check(session))
