"""The schemes that are kept by database hold no database."""

from __future__ import annotations

import gc
import weakref

from annotator.queries import projects
from tests.world import World, copy_world, world_template

__all__ = ["world_template"]


def test_a_store_that_was_closed_is_let_go(world_template: World, tmp_path):
    for number in range(2):
        (tmp_path / str(number)).mkdir()
    first, second = (copy_world(world_template, tmp_path / str(number)) for number in range(2))
    held = [weakref.ref(engine) for engine in (first.store.read_engine, first.store.write_engine)]
    with first.writing() as writes, first.reading() as reads:
        for session in (writes, reads):
            assert projects.scheme(session, first.project(session)).data
    _ = second.app  # what the application of all tests served last
    first.close()
    second.close()
    del first, session, writes, reads
    gc.collect()
    assert [engine() for engine in held] == [None, None]


def test_a_scheme_is_read_once(world_template: World, tmp_path):
    world = copy_world(world_template, tmp_path)
    with world.reading() as session:
        assert projects.scheme(session, world.project(session)) is projects.scheme(session, world.project(session))
    world.close()
