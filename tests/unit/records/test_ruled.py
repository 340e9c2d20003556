"""What comes in obeys the rules in the words of every other door: gold and verdicts too."""

from __future__ import annotations

import pytest

import schemas
from annotator.domain.schemes import Scheme
from annotator.errors import Invalid
from annotator.records.incoming import read_article
from annotator.records.ruled import broken
from tests.bodies import ENTITY, SOURCE, TEXT, claim, entity, source, uid

SCHEME = Scheme(schemas.scheme())
CHECK = {"id": uid(9), "claim": "Exports rose.", "mentions": [uid(1)], "evidence": []}


def refused(body, *, state="adjudicated", checks=()):
    layer = {"layer": "gold", "state": state, "annotations": [{"id": uid(1), **body}], "relations": []}
    named = {"entities": [{"id": ENTITY, **entity()}], "sources": [{"id": SOURCE, **source()}]}
    with pytest.raises(Invalid) as caught:
        read_article(
            {"text": TEXT, "regions": [], "layers": [layer], "fact_checks": list(checks), **named}, SCHEME
        )
    return [(problem.code, problem.pointer) for problem in caught.value.problems], caught.value.detail


def test_gold_holds_what_gold_needs():
    said, words = refused(claim(normalized=None))
    assert said == [("incomplete", "/layers/0/annotations/0/attributes/normalized")]
    assert words == "Claim: “The claim in one sentence” is not answered yet."


def test_a_proposal_does_not_enter_gold():
    said, words = refused(claim(proposed_verdict="not_checked"))
    assert said == [("not_in_gold", "/layers/0/annotations/0/attributes/proposed_verdict")]
    assert "does not enter gold" in words


@pytest.mark.parametrize(
    "said, code, place",
    [
        ({"verdict": "not_enough_evidence"}, "incomplete", "justification"),
        ({"verdict": "refuted", "justification": "So."}, "evidence_required", "evidence"),
        ({"verdict": "not_checked", "rating": {"scale": "x", "id": "y"}}, "unknown_value", "rating"),
    ],
)
def test_a_verdict_that_comes_in_needs_what_one_given_here_needs(said, code, place):
    found, _ = refused(claim(), state="open", checks=[{**CHECK, **said}])
    assert found == [(code, f"/fact_checks/0/{place}")]


def test_what_has_not_the_shape_is_left_to_the_schema():
    assert broken({"layers": [{"annotations": [5]}, {}], "fact_checks": [None]}, SCHEME) == []
