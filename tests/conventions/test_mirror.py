"""The core is tested module by module, at the same path."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conventions.tree import ROOT, files, functions, name

MIRRORED = ("annotator/domain", "annotator/services", "annotator/text", "exports", "schemas")
MODULES = [
    path
    for path in files(*MIRRORED, suffix=".py")
    if path.stem != "__init__" and any(functions(path))  # what holds only data is tested where it is used
]


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_module_has_its_mirror(module):
    assert any(place.exists() for place in mirrors(module)), f"{name(module)} has no {name(mirrors(module)[0])}"


@pytest.mark.parametrize("folder", ["domain", "exports", "schemas", "services", "text"])
def test_folder_of_unit_tests_is_no_package(folder):
    assert not (ROOT / "tests/unit" / folder / "__init__.py").exists()


def mirrors(module: Path) -> list[Path]:
    """Return where the tests of a module may stand: at its path, or with the folder it is a part of."""
    folder = ROOT / "tests/unit" / module.parent.relative_to(ROOT).as_posix().removeprefix("annotator/")
    part = module.stem.lstrip("_")
    return [
        folder / f"test_{part}.py",
        folder.parent / f"test_{folder.name}_{part}.py",
        folder.parent / f"test_{folder.name}.py",
    ]
