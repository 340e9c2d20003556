"""Segments: half-open, and a point overlaps only what lies on both sides of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.segments import Segment, check_inside, read_offset
from annotator.errors import Invalid

TABLE = [
    (Segment(0, 5), Segment(5, 9), False, True),
    (Segment(0, 5), Segment(4, 9), True, True),
    (Segment(0, 5), Segment(6, 9), False, False),
    (Segment(3, 3), Segment(0, 5), True, True),
    (Segment(0, 0), Segment(0, 5), False, True),
    (Segment(5, 5), Segment(0, 5), False, True),
    (Segment(3, 3), Segment(3, 3), False, True),
]


@pytest.mark.parametrize(("one", "other", "overlap", "touch"), TABLE)
def test_overlap_and_touch(one: Segment, other: Segment, overlap: bool, touch: bool) -> None:
    assert one.overlaps(other) is other.overlaps(one) is overlap
    assert one.touches(other) is other.touches(one) is touch


def test_a_segment_contains_itself_and_what_shares_its_edge() -> None:
    assert Segment(2, 8).contains(Segment(2, 8))
    assert Segment(2, 8).contains(Segment(8, 8))
    assert not Segment(2, 8).contains(Segment(1, 3))


def test_the_same_stretch_is_one_and_stretches_stand_in_the_order_of_the_text() -> None:
    stretches = {Segment(5, 9), Segment(0, 5), Segment(0, 4), Segment(0, 5)}
    assert sorted(stretches) == [Segment(0, 4), Segment(0, 5), Segment(5, 9)]


def test_an_offset_is_one_that_every_reader_of_json_keeps_exact() -> None:
    exact = int(float(2**53))
    assert (read_offset(0, "/start"), read_offset(exact, "/start")) == (0, exact)
    for odd in (-1, exact + 1):
        with pytest.raises(Invalid):
            read_offset(odd, "/start")


def test_a_segment_may_end_where_the_text_ends_and_no_further() -> None:
    check_inside(Segment(2, 8), 8, "/anchor")
    with pytest.raises(Invalid):
        check_inside(Segment(2, 9), 8, "/anchor")


spans = st.tuples(st.integers(0, 30), st.integers(1, 30)).map(lambda t: Segment(t[0], t[0] + t[1]))


@given(spans, spans, st.integers(0, 9))
def test_common_characters_are_those_of_the_sets(one: Segment, other: Segment, by: int) -> None:
    shared = set(range(one.start, one.end)) & set(range(other.start, other.end))
    assert one.common(other) == len(shared)
    assert one.overlaps(other) is bool(shared)
    assert one.shift(by).common(other.shift(by)) == len(shared)
    assert one.shift(by).length == one.length
