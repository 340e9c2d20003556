"""What a reviewer says of a case: strict in meaning, lenient in how the readings are named."""

from __future__ import annotations

import pytest

from annotator.domain.rulings import Chosen, read_chosen, read_ruling
from annotator.errors import Invalid

BODY = {"case_version": 2, "outcome": "accept", "chosen": "A1", "reason": "slip", "confidence": 3}


def test_ruling_is_read():
    ruling = read_ruling(BODY | {"rationale": "  The quote is whole. "})
    assert (ruling.case_version, ruling.outcome, ruling.reason, ruling.confidence) == (2, "accept", "slip", 3)
    assert ruling.rationale == "The quote is whole."
    assert ruling.chosen == Chosen(("a1",))


@pytest.mark.parametrize(
    "chosen",
    [
        "A1",
        ["a1", "a1"][:1],
        [{"id": "A1"}],
        {"id": "a1"},
        {"annotation": "A1"},
        {"annotations": ["a1"]},
        {"readings": [{"annotation": "A1"}]},
    ],
)
def test_reading_may_be_named_in_several_ways(chosen):
    assert read_chosen(chosen).ids == ("a1",)


def test_parts_and_values_of_what_is_stored_are_told_apart():
    chosen = read_chosen({"annotations": ["a1", "a2", "A1"], "tag": "claim", "voice": "quoted"})
    assert chosen == Chosen(("a1", "a2"), {"tag": "claim", "attributes": {"voice": "quoted"}})
    assert chosen.to_record() == {"annotations": ["a1", "a2"], "tag": "claim", "attributes": {"voice": "quoted"}}


def test_nothing_chosen_is_null():
    assert read_chosen(None).to_record() is None


@pytest.mark.parametrize(
    "change, code, pointer",
    [
        ({"verdict": "x"}, "unknown_field", "/verdict"),
        ({"outcome": "perhaps"}, "unknown_value", "/outcome"),
        ({"reason": "mood"}, "unknown_value", "/reason"),
        ({"case_version": "2"}, "wrong_type", "/case_version"),
        ({"case_version": 0}, "out_of_range", "/case_version"),
        ({"confidence": 4}, "out_of_range", "/confidence"),
        ({"rationale": 7}, "wrong_type", "/rationale"),
        ({"rationale": "x" * 10_001}, "too_long", "/rationale"),
        ({"chosen": 7}, "wrong_type", "/chosen"),
        ({"chosen": [7]}, "wrong_type", "/chosen"),
    ],
)
def test_ruling_is_refused_with_code_and_pointer(change, code, pointer):
    with pytest.raises(Invalid) as refused:
        read_ruling(BODY | change)
    assert (refused.value.code, refused.value.pointer) == (code, pointer)


def test_every_problem_is_told_at_once():
    with pytest.raises(Invalid) as refused:
        read_ruling({"outcome": "perhaps"})
    assert {problem.pointer for problem in refused.value.problems} >= {"/outcome", "/case_version", "/reason"}
