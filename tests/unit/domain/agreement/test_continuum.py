"""Continua: units and gaps fill the text; touching units stay two, overlapping ones of one tag become one."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.agreement.continuum import codes_of, divide, shared
from tests.unit.domain.agreement.making import span

SPANS = st.lists(st.builds(lambda s, n: span(s, s + n), st.integers(0, 15), st.integers(0, 8)), max_size=5)


@given(SPANS)
def test_the_sections_of_one_tag_fill_the_text(spans: list) -> None:
    found = divide(spans, {"claim": 1}, 0, 30)
    assert (found.start[0], found.end[-1], found.length.sum()) == (0, 30, 30)
    assert (found.start[1:] == found.end[:-1]).all() and not found.overlapping


def test_touching_units_stay_two_and_points_divide_nothing() -> None:
    found = divide([span(2, 5), span(5, 9), span(7, 7)], {"claim": 1}, 0, 10)
    assert found.length.tolist() == [2, 3, 4, 1]


def test_overlap_of_two_tags_is_seen_also_when_nested() -> None:
    codes = {"claim": 1, "framing": 2}
    assert divide([span(0, 10), span(2, 3, "framing")], codes, 0, 10).overlapping


def test_what_lies_outside_is_cut_off() -> None:
    assert divide([span(0, 10), span(18, 30)], {"claim": 1}, 5, 20).units().length.tolist() == [5, 7]


def test_shared_characters_are_counted_by_section() -> None:
    one, other = (divide([span(*pair)], {"claim": 1}, 0, 10) for pair in ((0, 6), (4, 10)))
    assert np.array_equal(shared(one, other), [[4, 2], [0, 4]])


def test_codes_begin_at_one() -> None:
    assert codes_of([span(0, 1, "b"), span(0, 1, "a")]) == {"a": 1, "b": 2}
