"""Pages wait for the one who sent them, for two days at most."""

from __future__ import annotations

import pytest
import time_machine

from annotator import clock
from annotator.errors import Missing
from annotator.services.corpus import pages, previewing
from tests.pages import PAGE


@pytest.fixture
def kept(world):
    world.add_person("mia", "manager")
    with world.writing() as session:
        incoming = pages.read(PAGE.encode(), {})
        man = world.actor(session, "man")
        return previewing.keep(session, man, world.project(session), "a.html", incoming).public_id


def test_what_was_read_is_read_again(world, kept):
    with world.reading() as session:
        draft = previewing.find(session, world.actor(session, "man"), world.project(session), kept)
        incoming = previewing.incoming_of(draft, {"title": None, "outlet": "The Post"})
    assert incoming.record["title"] is None and incoming.record["outlet"] == "The Post"
    assert incoming.page == pages.read(PAGE.encode(), {}).page


def test_another_managers_page_is_not_there(world, kept):
    with world.reading() as session, pytest.raises(Missing):
        previewing.find(session, world.actor(session, "mia"), world.project(session), kept)


def test_a_page_that_waited_too_long_is_gone(world, kept):
    with time_machine.travel(clock.now() + previewing.LIFE * 2), world.reading() as session:
        assert previewing.waiting(session, world.actor(session, "man"), world.project(session)) == []
