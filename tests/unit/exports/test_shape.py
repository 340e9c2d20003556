from __future__ import annotations

import pytest

from exports.shape import MOST, Shape, clip, pointer


def test_names_the_place_of_each_fault():
    faults = Shape("relation").faults({"id": "x", "type": "rebuts", "from": 1, "to": "y", "colour": 2})
    assert sorted(where for where, _ in faults) == ["", "/from", "/id", "/to"]


def test_many_faults_are_cut_off():
    article = {"regions": [{} for _ in range(3 * MOST)]}
    assert len(Shape("article").faults(article)) == MOST


def test_a_long_value_is_not_repeated_whole():
    faults = Shape("relation").faults({"id": "x" * 100_000, "type": "rebuts", "from": "a", "to": "b"})
    assert all(len(detail) < 500 for _, detail in faults)


@pytest.mark.parametrize(
    ("steps", "found"), [((), ""), (("a", 0), "/a/0"), (("a/b", "c~d"), "/a~1b/c~0d"), (("",), "/")]
)
def test_pointers_are_escaped(steps, found):
    assert pointer(*steps) == found


def test_quotes_are_clipped():
    assert clip("short") == "'short'"
    assert clip("x" * 1000) == "'" + "x" * 59 + "…'"
