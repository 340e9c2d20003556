"""Groups: none that could be needed is left out, and none that is dearer than its parts is kept."""

from __future__ import annotations

import pytest

from annotator.domain.agreement import gamma_tuples
from annotator.domain.agreement.gamma_tuples import TooManyGroups, candidates, pair_count
from annotator.domain.agreement.gamma_units import Config, read_layers
from tests.unit.domain.agreement.making import span


def test_pairs_and_triples_of_one_place_are_candidates() -> None:
    found = candidates(read_layers({who: [span(0, 20)] for who in "abc"}), Config())
    assert sorted((found.members >= 0).sum(axis=1)) == [2, 2, 2, 3]
    assert sorted(found.savings) == pytest.approx([4 / 3, 4 / 3, 4 / 3, 3.0])


def test_a_far_unit_does_not_join_a_pair() -> None:
    found = candidates(read_layers({"a": [span(0, 20)], "b": [span(0, 20)], "c": [span(400, 420)]}), Config())
    assert (found.members >= 0).tolist() == [[True, True, False]]


def test_so_many_groups_that_they_cannot_be_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gamma_tuples, "MOST_GROUPS", 10)
    with pytest.raises(TooManyGroups):
        candidates(read_layers({who: [span(n, n + 30) for n in range(5)] for who in "abc"}), Config())


def test_pair_count() -> None:
    assert [pair_count(people) for people in (1, 2, 3, 5)] == [0, 1, 3, 10]
