"""The pull of a proposal: one case of ten offers what was drawn, and both arms are counted."""

from __future__ import annotations

from collections import Counter

import pytest

from annotator.domain.cases.anchoring import DRAWN, PROPOSED, acceptance, offer, wilson

OPTIONS = [{"kind": "reading"}, {"kind": "shared"}, {"kind": "reading"}, {"kind": "nothing"}]


def test_one_in_ten_is_drawn_by_lot_and_never_what_nobody_drew() -> None:
    offers = [offer(f"case {number}", OPTIONS, 2) for number in range(5000)]
    arms = Counter(one.arm for one in offers)
    assert arms[DRAWN] / len(offers) == pytest.approx(0.1, abs=0.015)
    drawn = Counter(one.option for one in offers if one.arm == DRAWN)
    assert set(drawn) == {0, 2, 3}
    assert min(drawn.values()) > 120
    assert {one.option for one in offers if one.arm == PROPOSED} == {2}


def test_it_is_the_same_each_time() -> None:
    assert offer("case", OPTIONS, 0) == offer("case", OPTIONS, 0)


def test_arms_are_counted_apart() -> None:
    found = acceptance([(PROPOSED, True)] * 3 + [(DRAWN, True), (DRAWN, False)])
    assert (found[PROPOSED].true, found[PROPOSED].of) == (3, 3)
    assert (found[DRAWN].true, found[DRAWN].of) == (1, 2)


def test_the_interval_is_wilsons() -> None:
    # 81 of 263: Newcombe 1998, table I.
    found = wilson([True] * 81 + [False] * 182)
    assert (found.low, found.high) == (pytest.approx(0.2553, abs=1e-4), pytest.approx(0.3662, abs=1e-4))
    assert wilson([]) == (0, 0, None, None)
    assert wilson([True] * 5).high == 1.0
