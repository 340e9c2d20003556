"""Overlap within a tag, where a scheme forbids it: characters count, points and whole articles do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.schemes import overlaps
from annotator.domain.schemes.parts import Tag

TAG = Tag("claim", ("span",), {}, overlap=False)
STRETCH = st.tuples(st.integers(0, 40), st.integers(0, 6)).map(lambda it: (it[0], sum(it)))


def marked(uuid, *stretches, tag="claim"):
    segments = [{"start": start, "end": end} for start, end in stretches]
    return {"id": uuid, "tag": tag, "anchor": {"segments": segments}}


@pytest.mark.parametrize(
    ("one", "other", "wrong"),
    [
        ([(0, 5)], [(5, 9)], []),
        ([(0, 5)], [(4, 9)], ["b"]),
        ([(0, 20)], [(3, 4)], ["b"]),
        ([(0, 2), (8, 9)], [(3, 7)], []),
        ([(0, 2), (8, 9)], [(3, 7), (8, 10)], ["b"]),
        ([(0, 5)], [(3, 3)], []),
        ([(0, 5)], [], []),
    ],
)
def test_what_shares_a_character_overlaps(one, other, wrong):
    found = list(overlaps.among(TAG, [marked("a", *one), marked("b", *other)]))
    assert [uuid for uuid, _ in found] == wrong
    assert all(problem.pointer == f"/annotations/{uuid}/anchor" for uuid, problem in found)


def test_another_tag_may_stand_there():
    assert not list(overlaps.among(TAG, [marked("a", (0, 5)), marked("b", (0, 5), tag="framing")]))


@given(st.lists(STRETCH, max_size=8))
def test_something_is_found_where_two_share_a_character(stretches):
    there = [marked(f"{number}", stretch) for number, stretch in enumerate(stretches)]
    marks = [set(range(*stretch)) for stretch in stretches]
    shared = any(marks[i] & marks[j] for i in range(len(marks)) for j in range(i))
    assert bool(list(overlaps.among(TAG, there))) == shared
