"""Dawid–Skene: it finds the unreliable, keeps the majority where all are alike, and takes gaps."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.agreement.dawid_skene import dawid_skene, model_for, posterior


def test_who_is_mostly_wrong_counts_less() -> None:
    truth = ["a", "b"] * 10
    items = {
        str(n): {"x": t, "y": t, "z": "ab"[(n // 2) % 2], "w": "ba"[t == "b"] if n % 5 else t}
        for n, t in enumerate(truth)
    }
    items["last"] = {"x": "a", "z": "b"}
    assert dawid_skene(items, ["a", "b"]).posterior["last"]["a"] > 0.9


def test_full_agreement_is_certain() -> None:
    items = {"1": {"x": "a", "y": "a"}, "2": {"x": "b", "y": "b"}}
    found = dawid_skene(items, ["a", "b", "c"])
    assert found.posterior["1"] == pytest.approx({"a": 1, "b": 0, "c": 0})
    assert found.prior == pytest.approx({"a": 0.5, "b": 0.5, "c": 0})


def test_an_item_without_a_vote_is_as_the_rest() -> None:
    found = dawid_skene({"1": {"x": "a", "y": "a"}, "2": {"x": None}}, ["a", "b"], smoothing=0.1)
    assert sum(found.posterior["2"].values()) == pytest.approx(1.0)
    assert found.posterior["2"]["a"] > 0.5


def test_nothing_to_judge_gives_nothing() -> None:
    assert dawid_skene({}, ["a"]) == ({}, {"a": 0.0}, {})
    assert posterior({}) == {}


def test_the_estimate_says_how_each_person_confuses() -> None:
    found = dawid_skene({"1": {"x": "a", "y": "a", "z": "b"}, "2": {"x": "b", "y": "b", "z": "b"}}, ["a", "b"])
    assert found.confusion["x"] == {"a": {"a": 1, "b": 0}, "b": {"a": 0, "b": 1}}
    assert found.confusion["z"]["a"] == pytest.approx({"a": 0, "b": 1})


def test_with_one_coin_a_person_is_right_as_often_whatever_is_true() -> None:
    votes = {str(n): {"x": "ab"[n % 2], "y": "ab"[n % 2], "z": "a"} for n in range(20)}
    found = dawid_skene(votes, ["a", "b"], coins="one")
    assert found.confusion["z"]["a"]["a"] == found.confusion["z"]["b"]["b"] == pytest.approx(0.5)
    assert dawid_skene(votes, ["a", "b"]).confusion["z"]["a"]["a"] == pytest.approx(1)


def test_smoothing_leaves_room_for_what_was_not_seen() -> None:
    votes = {"1": {"x": "a", "y": "a"}, "2": {"x": "b", "y": "b"}}
    assert 0 < posterior(votes)["1"]["b"] < 0.05
    assert posterior(votes, smoothing=0)["1"]["b"] == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize(("each", "model"), [(9, None), (10, "one"), (49, "one"), (50, "full")])
def test_the_model_asks_for_enough_votes_of_the_usual_person(each: int, model: str | None) -> None:
    votes = {str(n): {"x": "a", "y": "b", "late": "a" if n < 2 else None} for n in range(each)}
    assert model_for(votes) == model


@given(st.lists(st.lists(st.sampled_from(["a", "b", "c", None]), min_size=3, max_size=3), min_size=1, max_size=8))
def test_five_rounds_equal_those_of_plain_loops(rows: list[list[str | None]]) -> None:
    votes = {str(n): dict(zip("xyz", row, strict=True)) for n, row in enumerate(rows)}
    found = dawid_skene(votes, ["a", "b", "c"], smoothing=0.1, rounds=5).posterior
    expected = _by_hand(rows, 5, 0.1)
    for number, row in enumerate(expected):
        assert list(found[str(number)].values()) == pytest.approx(row, abs=1e-9)


def _by_hand(rows: list[list[str | None]], rounds: int, smoothing: float) -> list[list[float]]:
    labels = ["a", "b", "c"]
    shares = [
        [row.count(label) / (3 - row.count(None)) if any(row) else 1 / 3 for label in labels] for row in rows
    ]
    for _ in range(rounds):
        prior = [sum(share[k] for share in shares) / len(rows) for k in range(3)]
        table = np.full((3, 3, 3), smoothing)
        for share, row in zip(shares, rows, strict=True):
            for person, label in enumerate(row):
                for k in range(3):
                    if label is not None:
                        table[person, k, labels.index(label)] += share[k]
        table /= table.sum(axis=2, keepdims=True)
        shares = []
        for row in rows:
            said = [(person, labels.index(label)) for person, label in enumerate(row) if label is not None]
            raw = [prior[k] * float(np.prod([table[p, k, at] for p, at in said])) for k in range(3)]
            shares.append([value / sum(raw) for value in raw])
    return shares
