"""Links run between the boxes of the columns that they cross, never behind one."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.routes import ACROSS, DOWN, HEIGHT, WIDTH, Routes

STEP = WIDTH + ACROSS


def crossings(path):
    """Return the straight stretches of a path, each as (left, right, height)."""
    found = re.findall(r"(-?\d+) (-?\d+)L(-?\d+) (-?\d+)", path)
    return [(min(int(a), int(c)), max(int(a), int(c)), int(b)) for a, b, c, _ in found]


def test_neighbours_are_joined_by_one_curve():
    assert Routes({0: [0], STEP: [0]}).path((0, 0), (STEP, 0)) == "M210 31C255 31 255 31 300 31"


def test_inside_a_column_a_link_is_a_bow():
    assert Routes({0: [0, 80]}).path((0, 0), (0, 80)) == "M210 31C255 31 255 111 210 111"


def test_two_links_through_one_gap_stand_apart():
    routes = Routes({0: [0], STEP: [0], 2 * STEP: [0]})
    heights = [crossings(routes.path((0, 0), (2 * STEP, 0)))[0][2] for _ in range(2)]
    assert heights == [HEIGHT + DOWN // 2, HEIGHT + DOWN // 2 + 3]


COUNTS = st.lists(st.integers(1, 6), min_size=2, max_size=5)


@given(COUNTS, st.data())
def test_no_link_runs_behind_a_box(counts, data):
    columns = {n * STEP: [k * (HEIGHT + DOWN) for k in range(count)] for n, count in enumerate(counts)}
    boxes = [(x, y) for x, tops in columns.items() for y in tops]
    routes = Routes(columns)
    for start, end in data.draw(st.lists(st.tuples(st.sampled_from(boxes), st.sampled_from(boxes)), max_size=12)):
        passed = crossings(routes.path(start, end))
        assert len(passed) == max(0, abs(start[0] - end[0]) // STEP - 1)
        for left, right, height in passed:
            assert right - left == WIDTH
            assert not [y for x, y in boxes if x == left and y <= height <= y + HEIGHT]
