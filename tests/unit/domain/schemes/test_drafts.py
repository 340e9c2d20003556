from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.schemes import default
from tests.unit.domain.schemes.readings import COMPLETE, ENTITY, OTHER, SOURCE

SCHEME = default()
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


def found(tag, attributes=None, sources=(), kind="span", **more):
    problems = SCHEME.check_draft(tag, kind, attributes or {}, list(sources), **more)
    return [(problem.code, problem.pointer) for problem in problems]


@pytest.mark.parametrize("tag", COMPLETE)
def test_a_complete_reading_and_an_empty_one_are_right(tag):
    assert found(tag, COMPLETE[tag]) == found(tag) == found(tag, dict.fromkeys(COMPLETE[tag])) == []


@pytest.mark.parametrize(
    ("tag", "kinds"),
    [
        ("claim", "span"),
        ("rebuttal", "span"),
        ("omission", "span point article"),
        ("framing", "span article"),
    ],
)
def test_each_tag_has_its_anchors(tag, kinds):
    for kind in ("span", "point", "article", None, []):
        wrong = [] if kind in kinds.split() else [("anchor_not_allowed", "/anchor/kind")]
        assert found(tag, kind=kind) == wrong


@pytest.mark.parametrize("tag", ["quote", None, 1, [], "Claim"])
def test_an_unknown_tag_is_the_only_problem(tag):
    assert found(tag, {"x": 1}, [1]) == [("unknown_tag", "/tag")]


@pytest.mark.parametrize(
    ("tag", "name", "value", "code"),
    [
        ("claim", "mood", "x", "unknown_field"),
        ("claim", "voice", "whisper", "unknown_value"),
        ("claim", "voice", ["author_voice"], "wrong_type"),
        ("claim", "voice", 5, "wrong_type"),
        ("claim", "claim_type", "numerical", "wrong_type"),
        ("claim", "normalized", "x" * 501, "too_long"),
        ("claim", "normalized", 5, "wrong_type"),
        ("claim", "speaker", "the mayor", "wrong_type"),
        ("claim", "source_span", "here", "wrong_type"),
        ("claim", "claim_date", "2023-02-29", "bad_date"),
        ("claim", "claim_date", "2023-9", "bad_date"),
        ("claim", "claim_date", "٢٠٢٣", "bad_date"),
        ("claim", "claim_date", "2023-09-15\n", "bad_date"),
        ("claim", "location_iso", "kh", "unknown_value"),
        ("claim", "location_iso", "QQ", "unknown_value"),
        ("claim", "proposed_missing_context", 1, "wrong_type"),
        ("claim", "proposed_missing_context", "true", "wrong_type"),
        ("claim", "proposed_rating", "politifact:maybe", "unknown_value"),
        ("claim", "proposed_rating", "half_true", "unknown_value"),
        ("framing", "intensity", "2", "wrong_type"),
        ("framing", "intensity", True, "wrong_type"),
        ("framing", "intensity", 4, "out_of_range"),
        ("framing", "intensity", 0, "out_of_range"),
        ("framing", "intensity", 1.5, "out_of_range"),
    ],
)
def test_a_wrong_value_is_named(tag, name, value, code):
    assert found(tag, {name: value}) == [(code, f"/attributes/{name}")]


@pytest.mark.parametrize(
    ("tag", "name", "value", "code", "at"),
    [
        ("claim", "claim_type", ["numerical", "x"], "unknown_value", 1),
        ("claim", "claim_type", ["numerical", 1], "wrong_type", 1),
        ("claim", "claim_type", ["causal", "numerical", "causal"], "repeated_value", 2),
        ("omission", "benefits", [ENTITY, "x"], "wrong_type", 1),
        ("omission", "harms", [ENTITY, ENTITY], "repeated_value", 1),
    ],
)
def test_a_wrong_item_is_named(tag, name, value, code, at):
    assert found(tag, {name: value}) == [(code, f"/attributes/{name}/{at}")]


@pytest.mark.parametrize(
    ("tag", "name", "value"),
    [
        ("claim", "normalized", "x" * 500),
        ("claim", "claim_date", "2024-02-29"),
        ("claim", "claim_date", "2024"),
        ("claim", "location_iso", "US-TX"),
        ("claim", "speaker_chain", [ENTITY, OTHER, ENTITY]),
        ("claim", "proposed_rating", "politifact:half_true"),
        ("claim", "source_span", {"kind": "span", "segments": []}),
        ("framing", "frame_dimension", []),
        ("framing", "intensity", 3),
    ],
)
def test_a_right_value_passes(tag, name, value):
    assert found(tag, {name: value}) == []


def test_limits_count_code_points():
    assert found("claim", {"normalized": "🌉" * 500}) == []


def test_a_deprecated_term_may_stay_and_not_come():
    old = "se20_bandwagon_reductio"
    assert found("framing", {"technique": [old]}) == [("unknown_value", "/attributes/technique/0")]
    assert found("framing", {"technique": [old]}, stored={"technique": [old]}) == []


def test_a_refusal_says_which_version_and_what_may_be_meant():
    (problem,) = SCHEME.check_draft("claim", "span", {"voice": "direct_quot"}, [])
    assert "version 1" in problem.detail
    assert "Did you mean 'direct_quote'?" in problem.detail


@pytest.mark.parametrize(
    ("link", "code", "where"),
    [
        ({}, "wrong_type", "/source"),
        ({"source": "x"}, "wrong_type", "/source"),
        ({"source": SOURCE, "stance": "agrees"}, "unknown_value", "/stance"),
        ({"source": SOURCE, "stance": 1}, "wrong_type", "/stance"),
        ({"source": SOURCE, "quote": "x" * 1001}, "too_long", "/quote"),
        ({"source": SOURCE, "paraphrase": "x" * 1001}, "too_long", "/paraphrase"),
        ({"source": SOURCE, "quote": 1}, "wrong_type", "/quote"),
        ({"source": SOURCE, "page/s": 1}, "unknown_field", "/page~1s"),
        (
            {"source": SOURCE, "retrieved_before_publication": 1},
            "wrong_type",
            "/retrieved_before_publication",
        ),
    ],
)
def test_a_wrong_link_is_named(link, code, where):
    good = {"source": SOURCE, "stance": "supports", "quote": "x" * 1000, "added_by": "heron"}
    assert found("claim", sources=[good, link]) == [(code, f"/sources/1{where}")]


@given(JSON, JSON, JSON)
def test_whatever_is_sent_is_answered(kind, attributes, sources):
    for tag in SCHEME.tags:
        for problem in SCHEME.check_draft(tag, kind, attributes, sources):
            assert problem.code
            assert problem.detail[-1] in ".?"
            assert problem.pointer.startswith("/")


@given(st.sampled_from(list(SCHEME.tags)), st.data())
def test_whatever_value_is_sent_is_answered(tag, data):
    name = data.draw(st.sampled_from(list(SCHEME.tags[tag].attributes)))
    problems = SCHEME.check_draft(tag, "span", {name: data.draw(JSON)}, [])
    assert all(
        problem.pointer.startswith(f"/attributes/{name}") or problem.pointer == "/anchor/kind"
        for problem in problems
    )
