"""Dawid–Skene: it finds the unreliable, keeps the majority where all are alike, and takes gaps."""

from __future__ import annotations

import pytest

from annotator.domain.agreement.dawid_skene import dawid_skene


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
    assert dawid_skene({}, ["a"]) == ({}, {"a": 0.0})
