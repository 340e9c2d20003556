"""Calibration: places against gold, by tag, boundary and week, with intervals that are Wilson's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.agreement.calibration import Place, bias, confusion, rates, trend, week_of, wilson
from annotator.domain.cases.readings import Reading
from tests.unit.domain.agreement.making import span


def place(mine: Reading | None, gold: Reading | None, week: str = "2026-W01") -> Place:
    return Place("a", week, mine, gold)


PLACES = [
    place(span(0, 10), span(2, 9)),
    place(span(0, 10), span(0, 10)),
    place(span(0, 10), span(0, 10, "framing"), "2026-W02"),
    place(None, span(0, 10)),
    place(span(0, 10), None, ""),
]


def test_nothing_is_a_value_of_its_own() -> None:
    assert confusion(PLACES) == {
        ("claim", "claim"): 2, ("claim", "framing"): 1, ("none", "claim"): 1, ("claim", "none"): 1
    }  # fmt: skip


def test_precision_is_of_what_was_marked_and_recall_of_what_is_right() -> None:
    found = rates(PLACES, ["claim", "framing"])
    assert [(rate.part, rate.of) for rate in found["claim"]] == [(2, 4), (2, 3)]
    assert (found["framing"].precision.value, found["framing"].recall.value) == (None, 0.0)


def test_boundaries_are_compared_where_tags_are_the_same() -> None:
    assert bias(PLACES) == (-1.0, 0.5, 2)
    assert bias(PLACES[2:]) is None


def test_weeks_are_in_order_and_what_has_none_is_in_none() -> None:
    assert {week: (rate.part, rate.of) for week, rate in trend(PLACES).items()} == {
        "2026-W01": (2, 3), "2026-W02": (0, 1)
    }  # fmt: skip
    assert week_of("2026-01-01T10:00:00.000000Z") == "2026-W01"


def test_what_differs_is_said() -> None:
    said = Reading("1", "x", "claim", "span", span(0, 10).segments, {"voice": "direct_quote"})
    assert [one.differs for one in PLACES] == [("boundary",), (), ("tag",), ("missed",), ("extra",)]
    assert place(said, span(0, 10)).differs == ("attribute",)


@pytest.mark.parametrize(("part", "of", "low", "high"), [(0, 10, 0.0, 0.2775), (15, 20, 0.5313, 0.8881)])
def test_intervals_are_those_of_the_tables(part: int, of: int, low: float, high: float) -> None:
    assert wilson(part, of)[3:] == pytest.approx((low, high), abs=1e-4)


@given(st.integers(0, 50), st.integers(1, 50))
def test_an_interval_holds_its_share(part: int, more: int) -> None:
    found = wilson(part, part + more - 1 or 1)
    assert found.value is not None and found.low is not None and found.high is not None
    assert 0 <= found.low <= found.value + 1e-12 and found.value <= found.high + 1e-12 <= 1 + 1e-9
