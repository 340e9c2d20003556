"""What stands for what among sources of one address: the oldest, never an alias what was imported."""

from __future__ import annotations

import pytest

from annotator.records.joined import _resolved, with_aliases

HERE = "https://x.example/a"


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        ([(1, "a", HERE, None, 7), (2, "b", HERE, None, 8)], {"b": "a"}),
        ([(1, "a", HERE, None, 7), (2, "b", HERE, None, None)], {"a": "b"}),
        ([(1, "a", HERE, None, None), (2, "b", HERE, None, None)], {}),
        ([(1, "a", None, None, 7), (2, "b", None, None, 8)], {}),
        ([(1, "a", HERE, None, 7), (2, "b", "https://moved.example", "a", 8)], {"b": "a"}),
        ([(1, "a", HERE, "gone", 7), (2, "b", HERE, None, 8)], {"b": "a"}),
        ([(1, "a", HERE, "b", 7), (2, "b", HERE, None, 8), (3, "c", HERE, None, None)], {"a": "c", "b": "c"}),
    ],
)
def test_one_of_an_address_stands_for_the_rest(rows, wanted):
    assert _resolved(rows) == wanted


def test_aliases_add_up_and_are_in_order():
    sources = {"a": {"id": "a", "aliases": ["z"]}, "d": {"id": "d"}}
    assert with_aliases(sources, {"c": "a", "b": "a"}) == {
        "a": {"id": "a", "aliases": ["b", "c", "z"]},
        "d": {"id": "d"},
    }
