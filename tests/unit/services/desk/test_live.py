"""The lines of a layer's hash, kept between saves: always those that the database would give."""

from __future__ import annotations

import contextlib

import pytest

from annotator.errors import Malformed
from annotator.records.layers import hash_line, layer_hash
from annotator.services.desk import annotating, live, relating
from tests.bodies import claim, rebuttal, uid

LINK = {"type": "rebuts", "from": uid(2), "to": uid(1)}


@pytest.fixture(autouse=True)
def nothing_kept():
    live._kept.clear()


@pytest.fixture
def asked(monkeypatch):
    """Return the layers of which the database was asked."""
    layers: list[int] = []
    whole = live.lines_in
    monkeypatch.setattr(live, "lines_in", lambda session, layer: layers.append(layer) or whole(session, layer))
    return layers


def act(world, service, number: int, *body, name: str = "ann", if_match: int | None = None):
    """Do it, and hold what it says against what the database says."""
    with world.writing() as session:
        who = world.actor(session, name)
        stored = service(session, who, "a1", uid(number), *body, if_match=if_match)
        layer = stored.row.layer_id
    with world.reading() as session:
        assert list(stored.lines) == sorted(map(hash_line_of, live._LIVE.all(session, layer_id=layer)))
    return stored


def hash_line_of(pair: tuple[str, int]) -> str:
    return hash_line(*pair)


def test_every_act_on_a_layer_is_followed_without_asking_again(world, asked):
    act(world, annotating.put, 1, claim())
    act(world, annotating.put, 2, rebuttal())
    act(world, relating.put, 3, LINK)
    act(world, annotating.put, 1, claim(note="again"), if_match=1)
    act(world, annotating.withdraw, 1)
    act(world, annotating.put, 1, claim(), if_match=3)
    act(world, annotating.put, 1, claim())
    act(world, relating.withdraw, 3)
    assert len(asked) == 1


def test_who_works_beside_is_noticed(world, asked):
    act(world, annotating.put, 1, claim())
    act(world, annotating.put, 11, claim(), name="ben")
    act(world, annotating.put, 2, rebuttal())
    act(world, annotating.put, 12, rebuttal(), name="ben")
    assert len(asked) == 4


def test_what_another_process_did_is_noticed(world, asked):
    act(world, annotating.put, 1, claim())
    mine = dict(live._kept)
    act(world, annotating.put, 2, rebuttal())
    live._kept.clear()
    live._kept.update(mine)
    assert len(act(world, annotating.put, 4, claim(note="third")).lines) == 3
    assert len(asked) == 2


def test_what_was_taken_back_is_not_followed(world):
    act(world, annotating.put, 1, claim())
    with contextlib.suppress(Malformed), world.writing() as session:
        annotating.put(session, world.actor(session, "ann"), "a1", uid(2), rebuttal(), if_match=None)
        raise Malformed("taken_back", "The commit failed.")
    assert act(world, annotating.put, 1, claim()).lines == [hash_line(uid(1), 1)]
    assert len(act(world, annotating.put, 4, claim(note="third")).lines) == 2


def test_what_was_told_is_not_changed_by_the_next(world):
    first = act(world, annotating.put, 1, claim())
    told = first.layer_hash
    act(world, annotating.put, 2, rebuttal())
    assert first.layer_hash == told == layer_hash([hash_line(uid(1), 1)])


def test_so_many_are_kept_and_no_more(world, monkeypatch, asked):
    monkeypatch.setattr(live, "MOST_LAYERS", 1)
    act(world, annotating.put, 1, claim())
    act(world, annotating.put, 11, claim(), name="ben")
    assert len(live._kept) == 1
    monkeypatch.setattr(live, "MOST_LINES", 1)
    act(world, annotating.put, 12, rebuttal(), name="ben")
    assert not live._kept
