from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.offsets import NAMES, Ruler, Unit, fitting, frozen

TEXT = st.text(st.sampled_from("ab é😀\n\r\u200d👨👩្ក"), max_size=30)


@given(TEXT, st.sampled_from(sorted(NAMES)))
def test_the_end_of_the_text_is_its_length_in_every_unit(text, name):
    ruler = Ruler(text, Unit().asked(name))
    assert ruler.point(0) == 0
    assert max(filter(None, map(ruler.point, range(5 * len(text) + 1))), default=0) <= len(frozen(text))


@given(TEXT, st.data())
def test_utf16_and_bytes_count_as_the_codecs_do(text, data):
    plain = frozen(text)
    at = data.draw(st.integers(0, len(plain)))
    assert Ruler(text, Unit().asked("utf16")).point(len(plain[:at].encode("utf-16-le")) // 2) == at
    assert Ruler(text, Unit().asked("bytes")).point(len(plain[:at].encode())) == at


@given(st.text(st.sampled_from("ab\n😀"), max_size=20), st.data())
def test_crlf_counts_each_line_end_as_two_whether_it_is_there_or_not(text, data):
    at = data.draw(st.integers(0, len(text)))
    there = len(text[:at].replace("\n", "\r\n"))
    for came in (text, text.replace("\n", "\r\n")):
        assert Ruler(came, Unit().asked("crlf")).point(there) == at


def test_line_ends_that_stand_count_as_they_stand():
    unit = Unit("code_points", "stands")
    assert Ruler("a\r\nb\nc", unit).span(3, 4) == (2, 3)
    assert Ruler("a\nb\nc", unit).span(2, 3) == (2, 3)
    assert Unit("utf16", "stands").asked("code_points") == unit


def test_graphemes_count_as_people_do():
    assert Ruler("👨‍👩‍👧 x", Unit().asked("graphemes")).span(0, 1) == (0, 5)


def test_no_offset_falls_inside_a_character():
    assert Ruler("😀b", Unit().asked("utf16")).span(1, 2) is None
    assert Ruler("ab", Unit()).span(1, 3) is None


@pytest.mark.parametrize(
    ("segments", "units"),
    [
        ([(3, 4, "b")], ["utf16"]),
        ([(5, 6, "b")], ["bytes"]),
        ([(2, 3, "b")], ["code_points", "graphemes"]),
        ([(3, 4, None)], ["utf16"]),
        ([(3, 4, "q")], []),
    ],
)
def test_the_unit_that_fits_is_found_by_the_quotes(segments, units):
    found = fitting("😀 b", segments, Unit())
    assert [name for name in found if not name.endswith("crlf")] == units
