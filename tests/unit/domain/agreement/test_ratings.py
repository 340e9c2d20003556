"""Ratings: what is missing is no value, what is alone cannot be paired."""

from __future__ import annotations

from annotator.domain.agreement.ratings import read_units


def test_units_with_one_value_are_dropped() -> None:
    found = read_units([[1, None], [2, 3], [None, None]])
    assert (found.values, found.per_unit.tolist(), found.total) == ((2, 3), [2], 2.0)


def test_numbers_keep_their_order() -> None:
    assert read_units([[10, 9], [2, 2]]).values == (2, 9, 10)


def test_cells_are_the_same_counted_densely_or_sparsely() -> None:
    units = [[number, number + 1, number] for number in range(0, 400, 2)]
    unit, code, count = read_units(units).cells()
    assert len(unit) == 400 and count.tolist() == [2, 1] * 200 and code.tolist() == list(range(400))


def test_margins_count_with_weight() -> None:
    assert read_units([["a", "b"], ["a", "a"]], [3.0, 1.0]).margins.tolist() == [5.0, 3.0]
