"""Worlds for the tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from argon2 import PasswordHasher

from annotator.cli import console
from annotator.services.people import accounts
from tests.functional.faults.story import Story
from tests.world import World, either_world, world, world_template  # noqa: F401

CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
"""Passwords cost little here: they are hashed once for each call that fails."""
MANY = {"import_rate": 10_000, "export_rate": 10_000, "login_failures": 10_000, "pseudo_locale": True}


@pytest.fixture
def story(either_world: World, monkeypatch: pytest.MonkeyPatch) -> Story:  # noqa: F811
    """A world on each database in which nobody is asked to wait, and passwords are cheap."""
    monkeypatch.setattr(accounts, "HASHER", CHEAP)
    settings = replace(either_world.workspace.settings, **MANY)
    either_world.workspace = replace(either_world.workspace, settings=settings)
    return Story(either_world)


@pytest.fixture
def at_command_line(story: Story, monkeypatch: pytest.MonkeyPatch) -> Iterator[Story]:
    """That world, and commands that open its store."""
    monkeypatch.setenv("ANNOTATOR_WORKSPACE", str(story.world.workspace.path))
    monkeypatch.setattr(story.world.store, "close", lambda: None)
    monkeypatch.setattr(console, "open_store", lambda *_: story.world.store)
    yield story
    monkeypatch.undo()
