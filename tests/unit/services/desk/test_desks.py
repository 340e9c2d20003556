"""The desk: what stands on it, whom it lets sit down, and the hash of what lies there."""

from __future__ import annotations

import hashlib

import pytest

from annotator.errors import Conflict, Missing
from annotator.models import Annotation, Relation
from annotator.services.desk import annotating, desks
from tests.bodies import claim, uid


def sit(world, session, name: str = "ann", *, lock: bool = True):
    return desks.sit_down(session, world.actor(session, name), "a1", lock=lock)


@pytest.mark.parametrize("lock", [True, False])
def test_article_layer_and_scheme_are_on_the_desk(either_world, lock):
    with either_world.writing() as session:
        desk = sit(either_world, session, lock=lock)
        article = either_world.article(session)
    assert (desk.project.slug, desk.layer.state) == ("news", "open")
    assert (desk.article.text, desk.article.regions) == (article.text, article.regions)
    assert "claim" in desk.scheme.tags


def test_it_can_be_looked_at_where_nothing_can_be_written(either_world):
    with either_world.writing() as session:
        assert sit(either_world, session, lock=False).article.opened is False


def test_who_has_no_desk_finds_nothing(world):
    with world.writing() as session, pytest.raises(Missing):
        sit(world, session, "rev")


def test_a_closed_desk_says_so(world):
    world.as_("ann").put("/articles/a1/submission")
    with world.writing() as session, pytest.raises(Conflict) as refused:
        sit(world, session).require_open()
    assert refused.value.code == "assignment_closed"


def test_an_id_is_free_here_or_held_elsewhere(world):
    world.as_("ann").put(f"/articles/a1/annotations/{uid(1)}", claim())
    with world.writing() as session:
        mine, other = sit(world, session), sit(world, session, "ben")
        assert desks.is_held(session, mine, Annotation, uid(1))
        assert not desks.is_held(session, mine, Annotation, uid(2))
        for desk, table in ((other, Annotation), (mine, Relation)):
            with pytest.raises(Missing):
                desks.is_held(session, desk, table, uid(1))


def test_positions_count_on(world):
    with world.writing() as session:
        assert [desks.next_position(session, sit(world, session)) for _ in range(3)] == [1, 2, 3]


def test_the_hash_leaves_out_what_is_withdrawn(world):
    with world.writing() as session:
        ann = world.actor(session, "ann")
        for number in (1, 2):
            annotating.put(session, ann, "a1", uid(number), claim(), if_match=None)
        stored = annotating.withdraw(session, ann, "a1", uid(1), if_match=None)
    assert stored.layer_hash == hashlib.sha256(f"{uid(2)} 1\n".encode()).hexdigest()
