"""What stands in the tree is what is installed: templates, scripts, schemas, migrations and all."""

from __future__ import annotations

import zipfile

import pytest
from hatchling.builders.wheel import WheelBuilder

from tests.conventions.tree import PACKAGES, ROOT, name


@pytest.fixture(scope="module")
def members(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    [path] = WheelBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"])
    with zipfile.ZipFile(path) as wheel:
        return set(wheel.namelist())


def test_wheel_holds_every_file_of_the_packages(members):
    tree = {name(path) for package in PACKAGES for path in (ROOT / package).rglob("*") if path.is_file()}
    wanted = {path for path in tree if "__pycache__" not in path}
    assert wanted - members == set()


def test_wheel_holds_nothing_else(members):
    strays = {member for member in members if not member.startswith(tuple(f"{p}/" for p in PACKAGES))}
    assert {member.split("/")[0].split("-")[0] for member in strays} == {"annotator"}
    assert {member for member in members if "__pycache__" in member} == set()
