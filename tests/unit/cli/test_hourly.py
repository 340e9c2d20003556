"""Checkpoints while the workspace is served: when they are due, and only then."""

from __future__ import annotations

from sqlalchemy import select

from annotator import clock
from annotator.cli import hourly
from annotator.models import Checkpoint
from annotator.services.proof import checkpoints
from tests.world import world, world_template  # noqa: F401


def look(world):  # noqa: F811
    return hourly.look(world.workspace.path, world.store)


def test_they_are_made_every_hour(world, monkeypatch):  # noqa: F811
    assert [look(world), look(world)] == [True, False]
    later = clock.now() + checkpoints.EVERY
    monkeypatch.setattr(clock, "now", lambda: later)
    assert look(world)
    with world.reading() as session:
        assert len(session.scalars(select(Checkpoint)).all()) == 3


def test_a_damaged_key_is_said_in_the_log(world, caplog):  # noqa: F811
    (world.workspace.path / "keys").mkdir()
    (world.workspace.path / "keys/signing.key").write_text("words")
    assert not look(world)
    assert "damaged" in caplog.text
