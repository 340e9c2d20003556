"""Worlds for the tests of this folder."""

from tests.world import either_world, world, world_template  # noqa: F401
