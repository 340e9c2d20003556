"""The world of the tests of jobs."""

from tests.world import either_world, world, world_template  # noqa: F401
