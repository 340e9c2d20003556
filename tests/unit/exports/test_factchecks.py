"""What a verdict must stand on."""

from __future__ import annotations

import pytest

from exports import factchecks

CHECK = {"verdict": "refuted", "justification": "So.", "evidence": [{"source": "s", "stance": "refutes"}]}


def codes(faults) -> list[str]:
    return [code for code, _, _ in faults]


@pytest.mark.parametrize(
    ("changed", "wanted"),
    [
        ({}, []),
        ({"evidence": []}, ["evidence_required"]),
        ({"evidence": [{"source": "s", "stance": "context"}]}, ["evidence_required"]),
        ({"justification": " "}, ["incomplete"]),
        ({"verdict": "not_checked", "evidence": [], "justification": None}, []),
        ({"verdict": "not_enough_evidence", "evidence": []}, []),
    ],
)
def test_a_verdict_needs_evidence_and_a_reason(changed, wanted):
    assert codes(factchecks.verdict_faults(CHECK | changed)) == wanted


@pytest.mark.parametrize(
    ("source", "stance", "wanted"),
    [
        ({"url": "http://www.news.example/1?utm_source=x"}, "refutes", ["own_evidence"]),
        ({"article": "a1"}, "supports", ["own_evidence"]),
        ({"article": "a1"}, "origin", []),
        ({"url": "https://news.example/2"}, "refutes", []),
        ({"url": None}, "refutes", []),
        ({"url": "https://[::1"}, "refutes", []),
    ],
)
def test_a_page_in_which_the_claim_is_made_is_no_evidence_for_it(source, stance, wanted):
    check = {**CHECK, "evidence": [{"source": "s", "stance": stance}]}
    places = factchecks.place_of("a1", "https://news.example/1")
    assert codes(factchecks.evidence_faults(check, {"s": {"title": "T", **source}}, places)) == wanted


def test_on_a_line_only_what_it_mentions_counts():
    line = {"id": "a1", "url": None, "sources": [{"id": "s", "title": "T", "article": "a1"}]}
    assert codes(factchecks.own_evidence(line | {"fact_checks": [{**CHECK, "mentions": ["c"]}]})) == [
        "own_evidence"
    ]
    assert codes(factchecks.own_evidence(line | {"fact_checks": [CHECK]})) == []
