from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports import quotes
from exports.quotes import Found, find

TEXT = "so it is, and so it was, and so be it"


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (("it is", "", "", (3, 8)), Found(3, 8, quotes.PLACE)),
        (("it was", "", "", (0, 5)), Found(17, 23, quotes.EXACTLY)),
        (("so", "is, and ", "", (2, 4)), Found(14, 16, quotes.CONTEXT)),
        (("so", "", " be it", None), Found(29, 31, quotes.CONTEXT)),
        (("so", "", "", (27, 29)), Found(29, 31, quotes.NEARNESS)),
        (("so", "", "", None), None),
        (("nothing", "", "", (0, 2)), None),
        (("", "is,", " and", (0, 0)), Found(9, 9, quotes.EXACTLY)),
        (("", "is,", " and", (9, 9)), Found(9, 9, quotes.PLACE)),
    ],
)
def test_a_quote_is_found_step_by_step(arguments, found):
    assert find(TEXT, *arguments) == found


@given(st.text("ab ", min_size=1, max_size=20), st.data())
def test_what_stands_in_the_text_is_found_at_its_place(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert find(text, text[start:end], place=(start, end)) == Found(start, end, quotes.PLACE)
