"""The desk names every script module, so that a browser fetches them side by side and not one after another."""

from __future__ import annotations

import re
from pathlib import Path

import annotator.web

WEB = Path(annotator.web.__file__).parent


def test_every_module_of_the_desk_is_preloaded() -> None:
    named = re.findall(r'"([a-z]+/\w+\.js)"', (WEB / "templates/desk/modules.html").read_text(encoding="utf-8"))
    scripts = WEB / "static/js"
    there = {
        path.relative_to(scripts).as_posix()
        for room in ("lib", "model", "desk")
        for path in (scripts / room).glob("*.js")
    }
    assert set(named) == there - {"desk/main.js"}
