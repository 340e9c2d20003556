"""Anchors: what is refused, with which code and where, and what comes back."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from annotator.domain.anchors import Anchor, Segment, parse_anchor
from annotator.errors import Invalid

TEXT = "Menu | News\n\nThe “deal” 🕊️ holds. A second line, e\u0301tude.\n\nRead more"
REGIONS = [
    {"role": "boilerplate", "start": 0, "end": 11},
    {"role": "body", "start": 13, "end": TEXT.index("\n\nRead")},
    {"role": "boilerplate", "start": TEXT.index("Read more"), "end": len(TEXT)},
]


def segment(start: Any, end: Any, exact: Any = None) -> dict[str, Any]:
    return {"start": start, "end": end, "exact": TEXT[start:end] if exact is None else exact}


def span(*segments: dict[str, Any]) -> dict[str, Any]:
    return {"kind": "span", "segments": list(segments)}


def refusal(obj: object) -> Invalid:
    with pytest.raises(Invalid) as caught:
        parse_anchor(obj, TEXT, REGIONS)
    return caught.value


WRONG = [
    ({**span(segment(13, 16)), "role": "x"}, "unknown_field", "/anchor/role"),
    ({"kind": "span"}, "missing_field", "/anchor/segments"),
    ([], "wrong_type", "/anchor"),
    (None, "wrong_type", "/anchor"),
    ({"kind": "arc", "segments": []}, "unknown_value", "/anchor/kind"),
    ({"kind": 1, "segments": []}, "wrong_type", "/anchor/kind"),
    ({"kind": "span", "segments": {}}, "wrong_type", "/anchor/segments"),
    (span({**segment(13, 16), "a/b": 1}), "unknown_field", "/anchor/segments/0/a~1b"),
    (span({"start": 13, "end": 16}), "missing_field", "/anchor/segments/0/exact"),
    (span(segment("13", 16, "The")), "wrong_type", "/anchor/segments/0/start"),
    (span(segment(True, 16, "The")), "wrong_type", "/anchor/segments/0/start"),
    (span(segment(13, None, "The")), "wrong_type", "/anchor/segments/0/end"),
    (span(segment(13, 16, 7)), "wrong_type", "/anchor/segments/0/exact"),
    (span(segment(-1, 16, "The")), "out_of_range", "/anchor/segments/0/start"),
    (span(segment(13, 2**63, "The")), "out_of_range", "/anchor/segments/0/end"),
    (span(segment(13, 16.0, "The")), "out_of_range", "/anchor/segments/0/end"),
    (span(segment(16, 16, "")), "empty_span", "/anchor/segments/0"),
    (span(segment(16, 13, "The")), "empty_span", "/anchor/segments/0"),
    (span(segment(16, 18)), "edge_space", "/anchor/segments/0/exact"),
    (span(segment(13, 17)), "edge_space", "/anchor/segments/0/exact"),
    (span(segment(13, 9999, "The")), "span_outside_text", "/anchor/segments/0/end"),
    (span(segment(13, 16, "the")), "quote_mismatch", "/anchor/segments/0/exact"),
    (span(segment(7, 11)), "in_boilerplate", "/anchor/segments/0"),
    (span(segment(7, 16)), "in_boilerplate", "/anchor/segments/0"),
    (span(), "bad_segments", "/anchor/segments"),
    (span(segment(13, 15), segment(15, 16)), "bad_segments", "/anchor/segments/1/start"),
    (span(segment(17, 23), segment(13, 16)), "bad_segments", "/anchor/segments/1/start"),
    ({"kind": "point", "segments": []}, "bad_segments", "/anchor/segments"),
    ({"kind": "point", "segments": [segment(13, 16)]}, "bad_segments", "/anchor/segments/0"),
    ({"kind": "point", "segments": [segment(13, 13, "x")]}, "quote_mismatch", "/anchor/segments/0/exact"),
    ({"kind": "point", "segments": [segment(5, 5)]}, "in_boilerplate", "/anchor/segments/0"),
    ({"kind": "article", "segments": [segment(13, 16)]}, "bad_segments", "/anchor/segments"),
]


@pytest.mark.parametrize(("obj", "code", "pointer"), WRONG)
def test_what_is_wrong_is_named_with_its_place(obj: object, code: str, pointer: str) -> None:
    error = refusal(obj)
    assert (error.code, error.pointer) == (code, pointer)


def test_a_span_outside_the_text_tells_the_length() -> None:
    assert refusal(span(segment(13, 9999, "The"))).extra["length"] == len(TEXT)


def test_a_mismatch_shows_both_quotes() -> None:
    extra = refusal(span(segment(13, 16, "the"))).extra
    assert extra == {"expected": "The", "got": "the"}


def test_offsets_in_utf16_units_are_recognised() -> None:
    start = TEXT.index("holds")
    error = refusal(span(segment(start + 1, start + 6, "holds")))
    assert error.code == "quote_mismatch"
    assert error.extra["hint"] == "offsets are Unicode code points"
    assert error.detail.endswith(" It fits when counted in UTF-16 units; offsets are Unicode code points.")
    assert refusal(span(segment(13, 16, "the"))).detail.endswith("is 'The', not 'the'.")


def test_a_long_quotation_is_told_by_its_beginning() -> None:
    whole, long = "x" * 60, "x" * 61
    assert f"not '{whole}'." in refusal(span(segment(13, 16, whole))).detail
    assert whole not in (told := refusal(span(segment(13, 16, long))).detail) and told.endswith("x'….")


def test_an_anchor_may_end_where_the_text_ends_and_no_further() -> None:
    sent = {"kind": "span", "segments": [{"start": 4, "end": 9, "exact": "peace"}]}
    assert parse_anchor(sent, "The peace", []).end == 9
    with pytest.raises(Invalid, match="the text at 8"):
        parse_anchor(sent, "The peac", [])


def test_context_is_32_code_points_each_way() -> None:
    text = "🕊" * 40 + "peace" + "🕊" * 40
    sent = {"kind": "span", "segments": [{"start": 40, "end": 45, "exact": "peace"}]}
    record = parse_anchor(sent, text, []).to_record(text)
    assert (record["prefix"], record["suffix"]) == ("🕊" * 32, "🕊" * 32)


def test_prefix_and_suffix_sent_are_ignored() -> None:
    sent = {**span(segment(13, 16)), "prefix": 1, "suffix": None}
    assert parse_anchor(sent, TEXT, REGIONS).to_record(TEXT)["prefix"] == "Menu | News\n\n"


@pytest.mark.parametrize("position", [11, 12, 13, len(TEXT)])
def test_a_point_may_stand_at_the_edge_of_boilerplate(position: int) -> None:
    anchor = parse_anchor({"kind": "point", "segments": [segment(position, position, "")]}, TEXT, REGIONS)
    assert (anchor.start, anchor.end, anchor.length) == (position, position, 0)


def test_a_discontinuous_span_keeps_its_segments() -> None:
    anchor = parse_anchor(span(segment(13, 16), segment(18, 22)), TEXT, REGIONS)
    assert anchor == Anchor("span", (Segment(13, 16), Segment(18, 22)))
    assert (anchor.start, anchor.end, anchor.length) == (13, 22, 7)


def test_the_whole_article_has_neither_place_nor_context() -> None:
    anchor = parse_anchor({"kind": "article", "segments": []}, TEXT, REGIONS)
    assert (anchor.start, anchor.length) == (None, 0)
    assert anchor.to_record(TEXT) == {"kind": "article", "segments": [], "prefix": None, "suffix": None}


def test_another_pointer_serves_anchors_in_attributes() -> None:
    with pytest.raises(Invalid) as caught:
        parse_anchor(span(segment(16, 13, "")), TEXT, [], pointer="/attributes/cue_span")
    assert caught.value.pointer == "/attributes/cue_span/segments/0"


def test_anchors_overlap_through_any_segment() -> None:
    broken = Anchor("span", (Segment(0, 4), Segment(10, 14)))
    assert broken.overlaps(Anchor("span", (Segment(13, 20),)))
    assert not broken.overlaps(Anchor("span", (Segment(4, 10),)))


SCRIPTS = st.text(
    st.sampled_from("ab .,“”\n\t\u200d\u200b\u0301\u202eéß𝒳🕊👩🏽\ufe0f\U0001f468ابتثمحسکة؟លើកម្ពុជា៖។ 中文。"),
    min_size=1,
)


@given(SCRIPTS, st.data())
def test_every_span_with_its_own_quote_survives_the_round_trip(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    exact = text[start:end]
    sent = {"kind": "span", "segments": [{"start": start, "end": end, "exact": exact}]}
    if exact != exact.strip():
        with pytest.raises(Invalid, match="white space"):
            parse_anchor(sent, text, [])
    else:
        record = parse_anchor(sent, text, []).to_record(text)
        assert record["segments"] == sent["segments"]
        assert Anchor.of(record) == parse_anchor(record, text, [])
        assert text[:start].endswith(record["prefix"])
        assert text[end:].startswith(record["suffix"])


@given(SCRIPTS, st.data())
def test_a_quote_that_is_not_there_is_never_taken(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start + 1, len(text) + 3))
    other = data.draw(SCRIPTS)
    if text[start:end] != other:
        sent = {"kind": "span", "segments": [{"start": start, "end": end, "exact": other}]}
        with pytest.raises(Invalid) as caught:
            parse_anchor(sent, text, [])
        assert caught.value.code in {"quote_mismatch", "span_outside_text"}


@given(SCRIPTS, st.data())
def test_utf16_offsets_of_a_real_quote_are_right_or_get_the_hint(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    exact = text[start : data.draw(st.integers(start + 1, len(text)))]
    first = len(text[:start].encode("utf-16-le")) // 2
    last = first + len(exact.encode("utf-16-le")) // 2
    sent = {"kind": "span", "segments": [{"start": first, "end": last, "exact": exact}]}
    if last <= len(text) and text[first:last] == exact:
        assume(exact == exact.strip())
        assert parse_anchor(sent, text, []).start == first
    else:
        with pytest.raises(Invalid) as caught:
            parse_anchor(sent, text, [])
        assert caught.value.extra["hint"] == "offsets are Unicode code points"
