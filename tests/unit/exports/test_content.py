from __future__ import annotations

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

import schemas
from exports.content import Content, fields

SCHEME = schemas.scheme()
FULL = schemas.examples("valid")["article.full"]
CONTENT = Content(SCHEME)


def faults(record):
    return [where for where, _ in CONTENT.faults(record)]


def with_anchor(anchor):
    record = copy.deepcopy(FULL)
    record["layers"][0]["annotations"][2]["anchor"] = anchor
    return record


def span(start, end):
    return {"kind": "span", "segments": [{"start": start, "end": end, "exact": FULL["text"][start:end]}]}


def test_a_good_record_has_no_fault():
    assert faults(FULL) == []


@given(st.integers(0, len(FULL["text"])), st.integers(1, 40))
def test_a_span_is_right_unless_it_touches_boilerplate_or_white_space(start, length):
    quote = FULL["text"][start : start + length]
    wrong = start < FULL["regions"][0]["end"] or quote != quote.strip() or len(quote) < length
    assert bool(faults(with_anchor(span(start, start + length)))) is wrong


@pytest.mark.parametrize(("at", "wrong"), [(0, False), (10, True), (29, False), (len(FULL["text"]), False)])
def test_a_point_may_stand_at_the_edge_of_boilerplate_and_not_inside(at, wrong):
    point = {"kind": "point", "segments": [{"start": at, "end": at, "exact": ""}]}
    assert bool(faults(with_anchor(point))) is wrong


def test_an_article_anchor_stands_nowhere():
    assert faults(with_anchor({"kind": "article", "segments": [], "prefix": None, "suffix": None})) == []


def test_anchors_among_the_attributes_are_checked_too():
    record = copy.deepcopy(FULL)
    attributes = record["layers"][0]["annotations"][0]["attributes"]
    attributes["source_span"] = span(100, 108)
    attributes["cue_span"] = {"kind": "span", "segments": [{"start": 100, "end": 108, "exact": "nothing"}]}
    assert faults(record) == ["/layers/0/annotations/0/attributes/cue_span/segments/0/exact"]


def test_a_context_may_be_short_and_not_wrong():
    anchor = span(100, 101)
    assert faults(with_anchor(anchor | {"prefix": "", "suffix": FULL["text"][101:103]})) == []
    assert faults(with_anchor(anchor | {"prefix": "???"})) == ["/layers/0/annotations/2/anchor/prefix"]


def test_what_a_fact_check_names_is_on_the_line():
    record = copy.deepcopy(FULL)
    unknown = "00000000-0000-4000-8000-000000000000"
    record["fact_checks"][0]["questions"][0]["answers"][0]["source"] = unknown
    record["fact_checks"][0]["speakers"] = [unknown, "A plain name"]
    record["fact_checks"][0]["evidence"][0]["source"] = unknown
    assert faults(record) == [
        "/fact_checks/0/speakers", "/fact_checks/0/evidence/0/source", "/fact_checks/0/questions",
    ]  # fmt: skip


def test_fields_are_found_by_type():
    assert fields(SCHEME, "anchor") == {
        "claim": ["source_span", "cue_span"],
        "rebuttal": ["source_span", "cue_span"],
        "omission": [],
        "framing": [],
    }
