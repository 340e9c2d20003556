from __future__ import annotations

import pytest

from exports import format as formats
from exports.format import Losses


def test_jsonl_is_there_and_loses_nothing():
    info = formats.get("jsonl")
    assert info.lossless
    assert info.reads
    assert info.writes
    assert info.missing == []
    assert ".jsonl" in info.suffixes


def test_formats_come_sorted_and_a_name_is_taken_once():
    names = [info.name for info in formats.formats()]
    assert names == sorted(set(names))
    with pytest.raises(ValueError, match="jsonl"):
        formats.register("jsonl")


def test_an_unknown_format_is_a_key_error():
    with pytest.raises(KeyError):
        formats.get("telegram")


def test_a_format_says_what_is_not_installed():
    info = formats.FormatInfo("x", needs=("json", "no_such_module"))
    assert info.missing == ["no_such_module"]


def test_losses_are_counted_the_most_frequent_first():
    losses = Losses()
    losses.add("points")
    losses.add("overlaps", 1200)
    losses.add("notes", 0)
    assert losses.lines() == ["1,200 overlaps", "1 points"]
