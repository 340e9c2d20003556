"""Tokens: offsets that are right for every quote, and no grapheme cut."""

from __future__ import annotations

import subprocess
import sys
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.graphemes import graphemes
from annotator.text.language import tokens

ROWS = [
    ("The UN’s “rule” isn't law.", "The UN ’s “ rule ” is n't law ."),
    ("He said \"stop\" and ''go'' and ``wait''.", "He said \" stop \" and ' ' go ' ' and ` ` wait ' ' ."),
    ("$3.5 million, nearly 85%, at 5 p.m. today", "$ 3.5 million , nearly 85 % , at 5 p.m. today"),
    ("Das „alte“ Haus — 5 Jahre", "Das „ alte “ Haus — 5 Jahre"),
    ("هل ذهب؟ نعم.", "هل ذهب ؟ نعم ."),
    ("वह गया।", "वह गया ।"),
    ("他说：“好。”", "他 说 ： “ 好 。 ”"),
    ("ខ្ញុំទៅ។", "ខ្ញុំ ទៅ ។"),
    ("In 北京 on Monday", "In 北 京 on Monday"),
    ("한국은 이겼다.", "한국은 이겼다 ."),
    ("cafe\u0301 👩🏽‍🚀!", "cafe\u0301 👩🏽‍🚀 !"),
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_words_and_marks(text: str, expected: str) -> None:
    assert " ".join(text[start:end] for start, end in tokens(text)) == expected


ALPHABET = "aBs. ,?!\n\"'`“”’‘()$%-_—\u0301\u200d\u00a0é👩🏽ខ្ញុំ។中。؟ع1"
UNMARKED = "".join(c for c in ALPHABET if c not in "🏽" and unicodedata.category(c)[0] not in "MC")


@given(st.text(st.sampled_from(ALPHABET), max_size=60))
def test_tokens_are_in_order_apart_and_cut_no_grapheme(text: str) -> None:
    edges = {edge for span in graphemes(text) for edge in span}
    before = 0
    for start, end in tokens(text):
        assert before <= start < end <= len(text)
        assert {start, end} <= edges
        assert not text[start].isspace()
        before = end


@given(st.text(st.sampled_from(UNMARKED), max_size=60))
def test_every_character_but_white_space_is_in_a_token(text: str) -> None:
    assert "".join(text[start:end] for start, end in tokens(text)) == "".join(text.split())


HOSTILE = [
    "'" * 4_900,
    "a'" * 2_400,
    "``" * 2_400,
    ".”" * 2_400,
    "cannot " * 700,
    "a " * 500_000,
    "e\u0301 " * 60_000,
]


@pytest.mark.parametrize("line", HOSTILE)
def test_hostile_lines_take_seconds_at_most(line: str) -> None:
    begun = time.process_time()
    assert tokens(line)
    assert time.process_time() - begun < 10


def test_nltk_is_loaded_only_when_it_is_needed() -> None:
    code = "import sys, annotator.text.language; sys.exit('nltk' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
