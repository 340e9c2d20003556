from __future__ import annotations

import pytest

from annotator.domain.schemes import values
from annotator.domain.schemes.parts import Attribute

KNOWN = values.Known(lambda name: ["red", "green"] if name == "colours" else [], "The scheme", {})
UUID = "11111111-1111-4111-8111-11111111111a"


def codes(kind, value, **more):
    return [problem.code for problem in values.check(Attribute("a", kind, **more), value, "/a", KNOWN)]


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        ("text", "x", 1),
        ("id", "red", True),
        ("ids", ["red"], "red"),
        ("entity", UUID.upper(), 5),
        ("entities", [UUID], UUID),
        ("anchor", {"kind": "span", "segments": []}, []),
        ("date", "2023", 2023),
        ("country", "KH", 1),
        ("bool", False, 0),
        ("int", 0, False),
    ],
)
def test_each_type_takes_its_own_and_no_other(kind, good, bad):
    assert codes(kind, good, vocabulary="colours") == []
    assert codes(kind, bad, vocabulary="colours") == ["wrong_type"]


def test_a_text_has_a_limit_also_when_the_scheme_names_none():
    assert codes("text", "x" * 10_001) == ["too_long"]
    assert codes("text", "xxx", limit=2) == ["too_long"]


def test_bounds_may_be_open_to_one_side():
    assert codes("int", 10**9, min=1) == []
    assert codes("int", 0, min=1) == codes("int", 6, max=5) == ["out_of_range"]


def test_a_long_value_is_not_repeated_whole():
    (problem,) = values.check_term("x" * 100_000, "colours", "/a", KNOWN)
    assert len(problem.detail) < 200


def test_the_nearest_term_is_offered():
    (problem,) = values.check_term("grene", "colours", "/a", KNOWN)
    assert problem.detail == "The scheme has no 'grene' to choose in colours. Did you mean 'green'?"
