"""Offsets of foreign corpora are compared with the text, and a wrong unit is recognised."""

from __future__ import annotations

from annotator.domain.offsets import misfits

TEXT = "An owl 🦉 says: prices rose."


def record(*segments):
    annotations = [
        {"anchor": {"segments": [dict(zip(("start", "end", "exact"), one, strict=True))]}} for one in segments
    ]
    return {"text": TEXT, "layers": [{"annotations": annotations}]}


def test_offsets_in_code_points_fit():
    assert misfits(record((3, 6, "owl"), (15, 21, "prices"))) == []


def test_offsets_in_utf16_are_recognised():
    [problem] = misfits(record((3, 6, "owl"), (16, 22, "prices")))
    assert problem.pointer == "/layers/0/annotations/1/anchor/segments/0"
    assert "All 2 fit as UTF-16 units" in problem.detail


def test_offsets_in_bytes_are_recognised():
    [problem] = misfits(record((3, 6, "owl"), (18, 24, "prices")))
    assert "All 2 fit as bytes of UTF-8" in problem.detail


def test_offsets_in_no_unit_are_told_without_a_guess():
    problems = misfits(record((0, 3, "owl"), (16, 22, "prices")))
    assert [problem.code for problem in problems] == ["offsets_do_not_fit"] * 2
    assert all(problem.detail.endswith(" Offsets are Unicode code points.") for problem in problems)


def test_a_long_quotation_is_named_by_its_beginning():
    [problem] = misfits(record((0, 70, "x" * 70)))
    assert f"is not '{'x' * 60}'." in problem.detail


def test_what_is_no_segment_is_left_to_the_schema():
    malformed = {"text": TEXT, "layers": [{"annotations": [{"anchor": None}, {"anchor": {"segments": [7]}}, "x"]}]}
    assert misfits(malformed) == []
    assert misfits(record((True, 6, "owl"), (6, 3, "owl"), (3, 6, None))) == []
