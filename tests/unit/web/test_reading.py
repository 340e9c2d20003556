"""The page shows the whole text: blocks where the regions are, white space between them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.web.reading import pieces

TEXT = "Menu | Sport\n\nA title\n\nFirst line.\nSecond line.  \n\nLast 💩 words."
REGIONS = [
    {"role": "boilerplate", "start": 0, "end": 12},
    {"role": "title", "start": 14, "end": 21},
    {"role": "body", "start": 23, "end": 48},
]


def joined(text: str, regions: list[dict[str, object]]) -> str:
    """Return what the page would hold as its text content."""
    return "".join(piece.text for piece in pieces(text, regions))


def test_pieces_joined_are_the_text() -> None:
    assert joined(TEXT, REGIONS) == TEXT


def test_each_region_gives_its_role_and_each_line_a_block() -> None:
    blocks = [(piece.role, piece.text) for piece in pieces(TEXT, REGIONS) if not piece.is_space]
    assert blocks == [
        ("boilerplate", "Menu | Sport"),
        ("title", "A title"),
        ("body", "First line."),
        ("body", "Second line."),
        ("body", "Last 💩 words."),
    ]


def test_start_counts_code_points() -> None:
    for piece in pieces(TEXT, REGIONS):
        assert TEXT[piece.start : piece.end] == piece.text


def test_white_space_between_blocks_is_one_piece() -> None:
    kinds = [piece.is_space for piece in pieces(TEXT, REGIONS)]
    assert not any(first and second for first, second in pairwise(kinds))


def test_blocks_have_no_white_space_at_their_ends() -> None:
    blocks = [piece.text for piece in pieces("  one \n\t two  ", []) if not piece.is_space]
    assert blocks == ["one", "two"]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "a", "\u2028a\u0085b"])
def test_odd_texts_come_back_whole(text: str) -> None:
    assert joined(text, []) == text


def test_text_that_no_region_covers_is_body() -> None:
    assert [piece.role for piece in pieces("Head\nrest", [{"role": "title", "start": 0, "end": 4}])] == [
        "title",
        "space",
        "body",
    ]


@given(st.text(alphabet=" \n\tab💩é\u200f", max_size=60), st.lists(st.integers(0, 60), max_size=8))
def test_any_text_and_regions_join_to_the_text(text: str, cuts: list[int]) -> None:
    edges = sorted({min(cut, len(text)) for cut in cuts})
    pairs = zip(edges[::2], edges[1::2], strict=False)
    regions: list[dict[str, object]] = [{"role": "caption", "start": a, "end": b} for a, b in pairs]
    assert joined(text, regions) == text
