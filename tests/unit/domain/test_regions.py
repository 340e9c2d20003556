"""Regions: what is refused, and what touches boilerplate."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.regions import boilerplate, check_regions, touches_boilerplate
from annotator.domain.segments import Segment
from annotator.errors import Invalid


def region(start: Any, end: Any, role: Any = "body") -> dict[str, Any]:
    return {"role": role, "start": start, "end": end}


WRONG = [
    ({}, "wrong_type", "/regions"),
    ([7], "wrong_type", "/regions/0"),
    ([{"role": "body", "start": 0}], "missing_field", "/regions/0/end"),
    ([{**region(0, 5), "name": "x"}], "unknown_field", "/regions/0/name"),
    ([region(0, 5, "menu")], "unknown_value", "/regions/0/role"),
    ([region(0, 5, None)], "wrong_type", "/regions/0/role"),
    ([region("0", 5)], "wrong_type", "/regions/0/start"),
    ([region(0, True)], "wrong_type", "/regions/0/end"),
    ([region(-1, 5)], "out_of_range", "/regions/0/start"),
    ([region(0, 1.5)], "out_of_range", "/regions/0/end"),
    ([region(5, 5)], "empty_span", "/regions/0"),
    ([region(0, 101)], "span_outside_text", "/regions/0/end"),
    ([region(10, 20), region(0, 5)], "bad_regions", "/regions/1/start"),
    ([region(0, 10), region(9, 20)], "bad_regions", "/regions/1/start"),
]


@pytest.mark.parametrize(("obj", "code", "pointer"), WRONG)
def test_what_is_wrong_is_named_with_its_place(obj: object, code: str, pointer: str) -> None:
    with pytest.raises(Invalid) as caught:
        check_regions(obj, 100)
    assert (caught.value.code, caught.value.pointer) == (code, pointer)


def test_good_regions_come_back_in_one_key_order() -> None:
    given_ = [{"end": 5, "start": 0, "role": "title"}, region(5, 100)]
    assert [list(r) for r in check_regions(given_, 100)] == [["role", "start", "end"]] * 2
    assert check_regions([], 0) == []


def test_boilerplate_is_picked_from_the_rest() -> None:
    assert boilerplate([region(0, 5, "boilerplate"), region(6, 9)]) == [Segment(0, 5)]


cuts = st.lists(st.integers(0, 60), min_size=2, max_size=12, unique=True).map(sorted)
roles = st.lists(st.sampled_from(["body", "boilerplate", "title"]), min_size=12, max_size=12)


@given(cuts, roles, st.integers(0, 60), st.integers(0, 10))
def test_touching_means_sharing_a_character_or_standing_inside(
    edges: list[int], names: list[str], start: int, length: int
) -> None:
    regions = [
        region(a, b, name) for (a, b), name in zip(zip(edges[::2], edges[1::2], strict=False), names, strict=False)
    ]
    asked = Segment(start, start + length)
    expected = any(asked.overlaps(stretch) for stretch in boilerplate(regions))
    assert (touches_boilerplate([asked], regions) == asked) is expected
