"""The material of the project's beginning, which stands beside a checkout and not in it."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = (Path(__file__).parents[1] / "../shared").resolve()


def seed_path(name: str) -> Path:
    """Return the path of a file of `../shared`, such as `seed/gold.json`; skip where it is absent."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"../shared/{name} is not on this machine")
    return path
