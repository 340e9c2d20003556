"""What a verdict needs, and when two are the same."""

from __future__ import annotations

import pytest

from annotator.domain.verdicts import check_rating, check_verdict, differences, warnings
from annotator.errors import Invalid

SCALES = {"house": {"entries": [{"id": "no", "order": 1}, {"id": "yes", "order": 2}]}}


def link(stance: str, source: str = "s") -> dict:
    return {"source": source, "stance": stance}


@pytest.mark.parametrize("verdict", ["supported", "refuted", "conflicting_cherrypicking"])
@pytest.mark.parametrize(
    "stances, good", [([], False), (["context", "origin"], False), (["context", "refutes"], True)]
)
def test_a_settled_verdict_needs_evidence(verdict, stances, good):
    body = {"verdict": verdict, "justification": "So.", "evidence": [link(stance) for stance in stances]}
    if good:
        assert check_verdict(body) is None
    else:
        with pytest.raises(Invalid, match="needs at least one source"):
            check_verdict(body)


def test_every_verdict_is_justified():
    assert check_verdict({"verdict": "not_checked"}) is None
    with pytest.raises(Invalid) as refused:
        check_verdict({"verdict": "not_enough_evidence", "justification": " "})
    assert refused.value.pointer == "/justification"


def test_a_rating_is_one_of_the_project():
    assert check_rating(None, SCALES) is None and check_rating({"scale": "house", "id": "no"}, SCALES) is None
    for rating in ({"scale": "house", "id": "maybe"}, {"scale": "other", "id": "no"}):
        with pytest.raises(Invalid):
            check_rating(rating, SCALES)


def test_one_sided_and_late_evidence_are_warnings():
    body = {"verdict": "conflicting_cherrypicking", "claim_date": "2023-05", "evidence": [link("refutes")]}
    found = [one.code for one in warnings(body, {"s": {"title": "T", "published": "2023-06-01"}})]
    assert found == ["one_sided", "later_source"]
    assert list(warnings({**body, "evidence": [link("refutes"), link("supports")]}, {})) == []


@pytest.mark.parametrize(
    "first, other, apart",
    [
        ({"verdict": "refuted"}, {"verdict": "refuted", "missing_context": False, "rating": None}, []),
        ({"verdict": "refuted"}, {"verdict": "supported"}, ["verdict"]),
        ({"verdict": "supported"}, {"verdict": "supported", "missing_context": True}, ["missing_context"]),
        ({"rating": {"scale": "a", "id": "b"}}, {}, ["rating"]),
    ],
)
def test_two_verdicts_are_compared(first, other, apart):
    assert differences(first, other) == apart
