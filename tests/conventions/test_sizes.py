"""A file that needs a table of contents wants to be a folder; a function that needs one, several."""

from __future__ import annotations

from collections.abc import Iterable
from statistics import median

import pytest

from tests.conventions import scripts
from tests.conventions.tree import PACKAGES, files, functions, lines, name

CODE = files(*PACKAGES, suffix=".py")
TESTS = files("tests", suffix=".py")
SCRIPTS = files("annotator/web/static", suffix=".js")
WRITTEN = [path for path in CODE if "migrations/versions" not in path.as_posix()]

SAMPLE = """
export function long(a, { b = 1 } = {}) {
  const brace = "}"; // }
  return `}` + /[}]/.source;
}
class Desk {
  async open(article) {
    if (article) { return 1; }
  }
}
const short = (x) => {
  return x;
};
"""


def over(limit: int, measured: Iterable[tuple[str, int]]) -> list[str]:
    """Say which are longer than the limit, longest first."""
    found = sorted(((size, what) for what, size in measured if size > limit), reverse=True)
    return [f"{what}: {size} lines" for size, what in found]


@pytest.mark.parametrize(
    "paths, limit", [(CODE, 400), (TESTS, 400), (SCRIPTS, 400)], ids=["code", "tests", "scripts"]
)
def test_no_file_is_over_its_limit(paths, limit):
    assert over(limit, ((name(path), lines(path)) for path in paths)) == []


@pytest.mark.parametrize(
    "paths, usual", [(CODE, 250), (TESTS, 250), (SCRIPTS, 150)], ids=["code", "tests", "scripts"]
)
def test_nearly_all_files_are_short(paths, usual):
    assert_few(over(usual, ((name(path), lines(path)) for path in paths)), len(paths))


def test_the_median_file_is_read_at_a_glance():
    assert median(size for path in CODE if (size := lines(path))) < 80


def test_no_function_is_over_fifty_lines():
    assert over(50, python_functions()) == []


def test_nearly_all_functions_are_under_thirty_lines():
    measured = python_functions()
    assert_few(over(30, measured), len(measured))


def test_the_median_function_has_eight_lines():
    assert median(size for _, size in python_functions()) <= 8


def test_nearly_all_script_functions_are_under_twenty_lines():
    measured = script_functions()
    assert_few(over(20, measured), len(measured))
    assert over(50, measured) == []


def test_functions_of_a_script_are_found_by_their_braces():
    assert list(scripts.functions(SAMPLE)) == [
        ("long (line 2)", 4),
        ("open (line 7)", 3),
        ("=> (line 11)", 3),
    ]


def assert_few(found: list[str], among: int) -> None:
    """Nearly all means: nineteen of twenty."""
    assert len(found) <= among / 20, found


def python_functions() -> list[tuple[str, int]]:
    return [function for path in WRITTEN for function in functions(path)]


def script_functions() -> list[tuple[str, int]]:
    return [
        (f"{name(path)}: {what}", size)
        for path in SCRIPTS
        for what, size in scripts.functions(path.read_text(encoding="utf-8"))
    ]
