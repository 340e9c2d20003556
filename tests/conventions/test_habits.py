"""Review remarks made twice: each a pattern, where it may not stand, where it may, and why."""

from __future__ import annotations

import re

import pytest

from tests.conventions.tree import files, name

HABITS = {
    # Returning commits, raising rolls back: an act that commits half-way cannot be undone by the edge.
    "only the store commits": (r"\.(commit|rollback)\(\)", ("annotator",), ".py", ("annotator/db/",)),
    # One folder knows SQLite from PostgreSQL, so that a third engine would be one more file there.
    "only db asks which database it is": (
        r"dialect\.name|is_sqlite|is_postgres",
        ("annotator",),
        ".py",
        ("annotator/db/", "annotator/migrations/", "annotator/cli/"),
    ),
    # Tests move the clock, and histories are replayed: a second clock would disagree with the first.
    "only the clock tells the time and makes ids": (
        r"datetime\.now|date\.today|utcnow|uuid[14]\(",
        ("annotator", "exports", "schemas"),
        ".py",
        ("annotator/clock.py",),
    ),
    # A typed name went to a page as markup once; text is set as text, structure comes from <template>.
    "no markup is made of strings": (
        r"\.(inner|outer)HTML\b|insertAdjacentHTML|document\.write\(|\beval\(|new Function\(",
        ("annotator/web/static",),
        ".js",
        (),
    ),
    # The content security policy allows neither; what breaks only in production is found here.
    "no inline script, style or handler": (
        r"<script(?![^>]*\bsrc=)(?![^>]*application/json)|<style|\sstyle=\"|\son[a-z]+=\"|javascript:",
        ("annotator/web/templates",),
        ".html",
        (),
    ),
    # All escaping is Jinja's; words of ours and guideline text, cleaned by nh3, are the exceptions.
    "nothing unescaped": (
        r"(?<!['\"])\s*\|\s*safe\b|autoescape false",
        ("annotator/web/templates",),
        ".html",
        ("annotator/web/templates/desk/guideline.html",),
    ),
    # Pages must work offline and tell nobody who reads what.
    "nothing from other hosts": (
        r"(src|href)=\"(https?:)?//|@import|url\(['\"]?(https?:)?//",
        ("annotator/web/templates", "annotator/web/static"),
        (".html", ".css"),
        (),
    ),
    # What browsers have given up, or say that they will, stops working in somebody's hands.
    "only what browsers still support": (
        r"<(applet|embed|object|frameset|frame|marquee|font)\b|ActiveXObject|execCommand\(|document\.domain|showModalDialog",
        ("annotator/web/templates", "annotator/web/static"),
        (".html", ".js"),
        (),
    ),
    "no test that cannot fail": (
        r"assert True\b|assert 1\b|xfail",
        ("tests/unit", "tests/functional"),
        ".py",
        (),
    ),
}


@pytest.mark.parametrize("habit", HABITS)
def test_habit(habit):
    pattern, folders, suffix, allowed = HABITS[habit]
    found = [
        f"{name(path)}:{number}: {line.strip()}"
        for path in files(*folders, suffix=suffix)
        if not name(path).startswith(allowed or ("-",))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(pattern, line)
    ]
    assert found == []
