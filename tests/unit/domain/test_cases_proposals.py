"""Proposals: presence by vote, tag by vote, place by the medoid."""

from __future__ import annotations

import pytest

from annotator.domain.cases import Reading, proposal
from annotator.domain.segments import Segment


def reading(name: str, start: int, end: int, tag: str = "claim") -> Reading:
    return Reading(name, name[0], tag, "span", (Segment(start, end),))


def test_the_span_that_shares_most_is_taken() -> None:
    found = proposal([reading("a", 0, 10), reading("b", 0, 20), reading("c", 0, 22)])
    assert found.id == "b"
    assert found.ground == "3 of 3 say claim; this one shares most with the others, 70 % on average"


def test_the_majority_has_the_tag() -> None:
    found = proposal([reading("a", 0, 10), reading("b", 0, 10, "framing"), reading("c", 0, 10, "framing")])
    assert found.id in {"b", "c"}
    assert found.ground == "2 of 3 say framing, at the same place"


@pytest.mark.parametrize(("assigned", "expected"), [(1, "a"), (2, "a"), (3, None), (4, None)])
def test_presence_is_put_to_the_vote(assigned: int, expected: str | None) -> None:
    assert proposal([reading("a", 0, 10)], assigned).id == expected


def test_who_marked_nothing_is_counted() -> None:
    assert proposal([reading("a", 0, 10)], 4).ground == "3 of 4 marked nothing here"


def test_the_order_of_readings_does_not_matter() -> None:
    readings = [reading("a", 0, 10), reading("b", 5, 20), reading("c", 4, 12, "framing")]
    assert proposal(readings) == proposal(readings[::-1])
