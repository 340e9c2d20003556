"""Each check by itself: what it looks at, and what it calls wrong."""

import hashlib
import sqlite3

import pytest
from sqlalchemy import delete, select, update

from annotator.models import Annotation, Article, Layer
from annotator.services.proof import checking
from tests.bodies import claim, uid

CHECKS = ["database", "triggers", "texts", "quotes", "history", "state", "articles"]


def findings(world, run=checking.check):
    with world.reading() as session:
        return {found.check: found for found in run(session)}


def test_a_world_in_order_passes_every_check(either_world):
    either_world.assign("a1", "ann", "ben")
    found = findings(either_world)
    assert list(found) == CHECKS
    assert all(one.ok and one.to_record()["wrong"] == [] for one in found.values())


def test_verify_asks_for_what_people_did(world):
    assert list(findings(world, checking.verify)) == [name for name in CHECKS if name != "triggers"]


def test_a_text_that_was_changed_is_named(world):
    with world.writing() as session:
        session.execute(update(Article).values(text=Article.text + " "))
    assert findings(world)["texts"].wrong[0].startswith("article a1: the text is not what was frozen")


def test_a_state_without_its_act_is_named(world):
    world.assign("a1", "ann")
    with world.writing() as session:
        session.execute(update(Layer).values(state="submitted"))
    assert "is not what its history says" in findings(world)["state"].wrong[0]


def test_verify_finds_what_was_changed_past_the_history(world):
    """The text with its hash, a note, a row that is gone: no hash is wrong, but it is not what was done."""
    world.assign("a1", "ann")
    world.as_("ann").put(f"/articles/a1/annotations/{uid(1)}", claim())
    changes = (
        update(Annotation).values(note="forged"),
        update(Article).values(text="Changed.", text_sha256=hashlib.sha256(b"Changed.").hexdigest()),
        delete(Annotation),
    )
    for change in changes:
        with world.writing() as session:
            session.execute(change)
            assert any(one.wrong for one in checking.verify(session)), str(change)
            session.rollback()


def test_an_object_without_history_is_named(world):
    world.assign("a1", "ann")
    with world.writing() as session:
        layer = session.scalars(select(Layer)).first()
        anchor = {"kind": "span", "segments": [{"start": 0, "end": 3, "exact": "xyz"}]}
        made = Annotation(layer_id=layer.id, uuid="u", position=1, tag="claim", anchor=anchor, start=0, end=3)
        made.attributes, made.sources, made.derived_from, made.origin = {}, [], [], "human"
        session.add(made)
    found = findings(world)
    assert "in the tables and not in the history" in found["state"].wrong[0]
    assert "is not the quote 'xyz'" in found["quotes"].wrong[0]


def test_a_count_of_events_that_is_off_is_named(world):
    with world.writing() as session:
        session.execute(update(Article).values(events=99))
    assert findings(world)["articles"].wrong == ("article a1: events or head are not those of the history",)


@pytest.mark.sqlite
def test_states_are_not_compared_in_a_broken_database(world):
    with sqlite3.connect(world.url.removeprefix("sqlite:///")) as database:
        database.execute("UPDATE member SET account_id = account_id + 4711")
    found = findings(world)
    assert not found["database"].ok and "state" not in found
