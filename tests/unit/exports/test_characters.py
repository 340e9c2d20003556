"""The first character that is no text is found wherever it stands."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.characters import NEAR, first

NUL = re.compile(f"[\0{NEAR}]")
ALL = re.compile(
    f"[\0{NEAR}" + "".join(f"{chr(p << 16 | 0xFFFE)}{chr(p << 16 | 0xFFFF)}" for p in range(1, 17)) + "]"
)


@pytest.mark.parametrize("bad", ["\0", "\ufdd0", "\uffff", "\U0001fffe", "\U0010ffff"])
@pytest.mark.parametrize("around", ["plain", "naïve ’", "emoji 🙂"])
def test_it_is_found(around, bad):
    assert first(NUL, f"{around}{bad}{around}").start() == len(around)


def test_the_first_of_two_is_found():
    assert first(NUL, "a\U0001fffe\0").start() == first(NUL, "a\0\U0001fffe").start() == 1


@given(st.text(alphabet=st.characters(codec=None) | st.sampled_from("\0\ufdd0\U0001ffff🙂")))
def test_it_finds_what_one_slow_class_finds(text):
    found, slow = first(NUL, text), ALL.search(text)
    assert (found and found.span()) == (slow and slow.span())
