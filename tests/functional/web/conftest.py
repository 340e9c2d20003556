"""Visitors to the pages of a world."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.visitors import Visitor
from tests.world import World, either_world, world, world_template  # noqa: F401


@pytest.fixture
def visit(world: World) -> Callable[[str | None], Visitor]:  # noqa: F811
    """A function that returns a visitor, logged in as somebody or as nobody."""
    return lambda name: Visitor(world, name)


@pytest.fixture
def man(visit):
    """The manager of the project."""
    return visit("man")


@pytest.fixture
def adm(visit):
    """The admin of the workspace."""
    return visit("adm")


@pytest.fixture
def fetching(world):  # noqa: F811
    """The world, with an admin who allows addresses."""
    workspace = world.workspace
    world.workspace = replace(workspace, settings=replace(workspace.settings, allow_fetch=True))
    return world
