"""The desk names every script module, so that a browser fetches them side by side and not one after another."""

from __future__ import annotations

import re
from pathlib import Path

import annotator.web

WEB = Path(annotator.web.__file__).parent
SCRIPTS = WEB / "static/js"
IMPORT = re.compile(r"^import [^;]*?from '([^']+)'", re.MULTILINE)


def reached(module: Path, seen: set[Path]) -> set[Path]:
    """Return all modules that one imports, through others too."""
    for name in IMPORT.findall(module.read_text(encoding="utf-8")):
        found = (module.parent / name).resolve()
        if found not in seen:
            seen.add(found)
            reached(found, seen)
    return seen


def test_every_module_of_the_desk_is_preloaded() -> None:
    named = re.findall(r'"([a-z]+/\w+\.js)"', (WEB / "templates/desk/modules.html").read_text(encoding="utf-8"))
    needed = reached(SCRIPTS / "desk/main.js", set())
    assert sorted(named) == sorted(module.relative_to(SCRIPTS).as_posix() for module in needed)


def test_no_module_of_the_desk_is_left_over() -> None:
    main = SCRIPTS / "desk/main.js"
    assert {*(SCRIPTS / "desk").glob("*.js")} <= {main, *reached(main, set())}
