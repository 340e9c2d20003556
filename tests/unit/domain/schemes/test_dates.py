from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.schemes.dates import is_country, is_date, is_later, is_partial

PARTIAL = st.dates().map(str).flatmap(lambda day: st.sampled_from([day, day[:7], day[:4]]))


@given(PARTIAL)
def test_every_part_of_a_day_is_a_date(text):
    assert is_date(text)
    assert is_partial(text) is (len(text) < 10)


@pytest.mark.parametrize(
    "text", ["", "23", "2023-13", "2023-00", "2023-02-30", "2023-1-1", "20230101", " 2023", "0000"]
)
def test_other_text_is_none(text):
    assert not is_date(text)


@given(PARTIAL, PARTIAL)
def test_of_two_dates_at_most_one_is_later(one, other):
    assert not (is_later(one, other) and is_later(other, one))
    assert not is_later(one, one[:4])


@pytest.mark.parametrize(
    ("text", "known"), [("KH", True), ("GB-SCT", True), ("kh", False), ("ZZ", False), ("KHM", False)]
)
def test_countries_and_their_parts(text, known):
    assert is_country(text) is known
