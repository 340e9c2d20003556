"""Graphemes: no gap, no cut, and spans widened to whole ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.graphemes import graphemes, whole

CLUSTERS = ["a", "e\u0301", "👩🏽‍🚀", "🇰🇭", "ខ្ញុំ", "क्षि", "한", "\u0e01\u0e33", "…"]


@pytest.mark.parametrize("cluster", CLUSTERS)
def test_what_reads_as_one_character_is_one(cluster: str) -> None:
    assert graphemes(f"x {cluster} y")[2] == (2, 2 + len(cluster))


@given(st.text(st.sampled_from("ab \n\u0301\u200d👩🏽🇰🇭្កខ\u0e33กé")))
def test_graphemes_follow_each_other_without_gap(text: str) -> None:
    found = graphemes(text)
    assert "".join(text[start:end] for start, end in found) == text
    assert all(start < end for start, end in found)


def test_a_span_that_cuts_a_grapheme_is_widened() -> None:
    text = "cafe\u0301s now"
    assert whole(text, [(0, 4), (4, 6)]) == [(0, 6)]
    assert whole(text, [(0, 4), (7, 10)]) == [(0, 5), (7, 10)]


def test_a_mark_on_a_space_is_left_out() -> None:
    assert whole("a \u0301b", [(0, 1), (2, 4)]) == [(0, 1), (3, 4)]
    assert whole("a \u0301", [(2, 3)]) == []
