"""The core is tested module by module, at the same path."""

from __future__ import annotations

import pytest

from tests.conventions.tree import ROOT, files, name

MIRRORED = ("annotator/domain", "annotator/services", "annotator/text", "exports", "schemas")
MODULES = [path for path in files(*MIRRORED, suffix=".py") if path.stem != "__init__"]


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_module_has_its_mirror(module):
    folder = module.parent.relative_to(ROOT).as_posix().removeprefix("annotator/")
    mirror = ROOT / "tests/unit" / folder / f"test_{module.stem.lstrip('_')}.py"
    assert mirror.exists(), f"{name(module)} has no {name(mirror)}"


@pytest.mark.parametrize("folder", ["domain", "exports", "schemas", "services", "text"])
def test_folder_of_unit_tests_is_no_package(folder):
    assert not (ROOT / "tests/unit" / folder / "__init__.py").exists()
