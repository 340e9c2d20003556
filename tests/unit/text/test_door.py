"""The door: what text becomes, what is refused, and what is reported."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.errors import AnnotatorError, Invalid, Malformed, WrongType
from annotator.text.door import LONGEST, freeze


def refusal(data: bytes | str, **options: Any) -> AnnotatorError:
    with pytest.raises(AnnotatorError) as caught:
        freeze(data, **options)
    return caught.value


def test_line_ends_become_lf_and_one_bom_goes() -> None:
    frozen = freeze(b"\xef\xbb\xbfOne\r\nTwo\rThree\n\r\n")
    assert frozen.text == "One\nTwo\nThree\n\n"
    assert (frozen.report.line_ends_changed, frozen.report.bom_removed) == (3, True)


def test_only_one_bom_goes() -> None:
    assert freeze("\ufeff\ufeffText").text == "\ufeffText"


def test_nothing_is_normalised() -> None:
    text = "e\u0301 é  double\u00a0space\u2028\u0085 ﬁ\t"
    assert freeze(text.encode()).text == text


def test_both_hashes_are_of_bytes() -> None:
    frozen = freeze(b"One\r\n")
    assert frozen.sha256 == hashlib.sha256(b"One\n").hexdigest()
    assert frozen.original_sha256 == hashlib.sha256(b"One\r\n").hexdigest()


BAD = ["\x00", "\x01", "\x0b", "\x0c", "\x1b", "\ud800", "\udfff", "\ufdd0", "\ufffe", "\uffff",
       "\U0001fffe", "\U0010ffff"]  # fmt: skip


@pytest.mark.parametrize("character", BAD)
def test_a_bad_character_is_named_with_its_place(character: str) -> None:
    error = refusal(f"Line\r\nthen{character}more")
    assert error.code == "bad_character"
    assert error.extra == {"position": 9, "line": 2, "code_point": f"U+{ord(character):04X}"}


@pytest.mark.parametrize("text", [" ", "\n\t\n", "\u200b \u202e\n", "\u3000\u00a0"])
def test_white_space_alone_is_no_text(text: str) -> None:
    assert refusal(text).code == "empty_text"


@pytest.mark.parametrize("data", [b"", ""])
def test_an_empty_file_is_refused(data: bytes | str) -> None:
    assert refusal(data).code == "empty_file"


def test_the_limit_counts_code_points() -> None:
    assert freeze("🕊" * LONGEST).report.length == LONGEST
    error = refusal("a" * (LONGEST + 1))
    assert (error.code, error.extra["limit"]) == ("text_too_long", LONGEST)


def test_invisible_characters_are_taken_and_listed() -> None:
    report = freeze("a\u202eb\u202c \u200d\u200dc").report
    assert (report.bidi_controls, report.zero_width) == (2, 2)
    listed = [(m["code_point"], m["count"], m["first"]) for m in report.to_record()["marks"]]
    assert listed == [("U+200D", 2, 5), ("U+202C", 1, 3), ("U+202E", 1, 1)]


@given(st.text())
def test_whatever_is_taken_is_kept_but_for_line_ends_and_bom(text: str) -> None:
    try:
        frozen = freeze(text)
    except Invalid:
        return
    assert frozen.text == text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    assert freeze(text.encode()).text == frozen.text
    assert freeze(frozen.text.removeprefix("\ufeff")).report.line_ends_changed == 0


@given(st.binary(max_size=60))
def test_bytes_are_taken_or_refused_never_anything_else(data: bytes) -> None:
    for charset in (None, "utf-8", "gb18030", "iso-2022-jp", "utf-16"):
        try:
            frozen = freeze(data, charset=charset)
        except (Invalid, Malformed, WrongType):
            continue
        assert frozen.report.length == len(frozen.text)
