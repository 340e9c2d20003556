"""What may not stand in any file of this repository: half-done things, and traces of somebody's machine."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conventions.tree import PACKAGES, ROOT, files, name

UNFINISHED = re.compile(
    r"\b(TODO|FIXME|XXX|stub|not implemented|NotImplementedError|lorem ipsum)\b", re.IGNORECASE
)  # fmt: skip
REGISTRY = re.compile(
    r"https?://[^\s\"]*(?:\.whl|\.tgz|\.tar\.gz|/simple\b)"
    r"|^\s*--(?:extra-)?index-url|^\s*--find-links|\"resolved\": *\"http",
    re.MULTILINE,
)
MACHINE = re.compile(r"(?<![\w.])/(?:home|root|Users)/\w+|" + re.escape(f"{ROOT.parent}/"))
TICKET = re.compile(r"\b(?:issue|ticket|pull request|PR|GH)[ -]?#?\d+\b|\(#\d+\)")
TEXT = {
    ".css",
    ".html",
    ".in",
    ".js",
    ".json",
    ".md",
    ".py",
    ".sh",
    ".svg",
    ".toml",
    ".txt",
    ".yaml",
    ".yml",
    "",
}


@pytest.mark.parametrize(
    "pattern, folders",
    [(UNFINISHED, PACKAGES), (REGISTRY, ()), (MACHINE, ()), (TICKET, PACKAGES)],
    ids=["unfinished", "registry", "machine", "ticket"],
)
def test_no_file_says(pattern, folders):
    assert [found for path in files(*folders) for found in places(pattern, path)] == []


def test_the_patterns_find_what_they_look_for():
    assert UNFINISHED.search("# todo: later")
    assert MACHINE.search('open("/home/ann/file")')
    assert REGISTRY.search("see https://host.example/simple/flask")
    assert TICKET.search("see issue #12")


def test_the_patterns_leave_the_rest_alone():
    assert not UNFINISHED.search("a stubborn claim")
    assert not MACHINE.search("GET /api/home/ann")


def places(pattern: re.Pattern[str], path) -> list[str]:
    if path.suffix not in TEXT or path == Path(__file__):
        return []
    text = path.read_text(encoding="utf-8", errors="replace")
    return [f"{name(path)}:{text.count(chr(10), 0, hit.start()) + 1}: {hit[0]}" for hit in pattern.finditer(text)]
