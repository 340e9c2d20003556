"""Every file says in one sentence what it is for. (Ruff keeps the same rule for Python.)"""

from __future__ import annotations

import pytest

from tests.conventions.tree import ROOT, files, name

SCRIPTS = files("annotator/web/static", suffix=".js")
STYLES = files("annotator/web/static", suffix=".css")


@pytest.mark.parametrize("path", [*SCRIPTS, *STYLES], ids=name)
def test_script_or_style_begins_with_its_purpose(path):
    first = path.read_text(encoding="utf-8").lstrip()
    assert first.startswith(("/*", "//")), f"{name(path)} begins without a comment that says what it is for"


def test_no_script_of_strangers_is_carried_along():
    assert [
        name(path) for path in SCRIPTS if "vendor" in path.relative_to(ROOT).parts or ".min." in path.name
    ] == []
