"""The small world of the tests, for this folder."""

from __future__ import annotations

from tests.world import world, world_template

__all__ = ["world", "world_template"]
