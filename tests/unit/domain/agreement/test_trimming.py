"""Trimming takes ends alone, in every script, and never the whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.agreement.trimming import trimmed
from annotator.domain.segments import Segment


@pytest.mark.parametrize(
    ("text", "found"),
    [(" a b. ", (1, 4)), ("“Nein”, ", (1, 5)), ("ខ្មែរ។", (0, 5)), ("…", (0, 1)), ("", (0, 0)), ("£5", (0, 2))],
)
def test_only_ends_are_taken(text: str, found: tuple[int, int]) -> None:
    assert trimmed([Segment(0, len(text))], text) == (Segment(*found),)


@given(st.text(max_size=20))
def test_what_is_left_lies_inside_and_is_trimmed_already(text: str) -> None:
    [once] = trimmed([Segment(0, len(text))], text)
    assert 0 <= once.start <= once.end <= len(text)
    assert trimmed([once], text) == (once,)
