"""Lots are even, stay, and draw the two kinds of second look independently."""

from __future__ import annotations

import pytest

from annotator.domain.cases.lots import SIDES, is_decided_twice, is_sample, lot

LOTS = [lot("news", str(number)) for number in range(20_000)]


def test_they_are_even_and_stay() -> None:
    assert [lot("news", str(number)) for number in range(50)] == LOTS[:50]
    assert all(0 <= drawn < SIDES for drawn in LOTS)
    assert lot("news", "1") != lot("other", "1")


@pytest.mark.parametrize("share", [0, 6, 10, 100])
def test_a_share_is_a_share(share: int) -> None:
    for drawn_for in (is_decided_twice, is_sample):
        assert sum(drawn_for(drawn, share) for drawn in LOTS) / len(LOTS) == pytest.approx(share / 100, abs=0.01)


def test_a_larger_share_keeps_those_drawn_before() -> None:
    assert all(is_decided_twice(drawn, 20) for drawn in LOTS if is_decided_twice(drawn, 10))


def test_the_two_draws_are_independent() -> None:
    both = sum(is_decided_twice(drawn, 50) and is_sample(drawn, 50) for drawn in LOTS)
    assert both / len(LOTS) == pytest.approx(0.25, abs=0.015)
