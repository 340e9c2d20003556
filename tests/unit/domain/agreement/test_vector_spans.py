"""The measures over spans by the names of vectors: parameters and unusual inputs."""

from __future__ import annotations

from typing import Any

import pytest

from annotator.domain.agreement.vector_spans import MEASURES


def spans(*rows: tuple[str, int, int, str]) -> list[dict[str, Any]]:
    return [{"annotator": who, "start": start, "end": end, "label": label} for who, start, end, label in rows]


def test_gamma_weighs_by_its_parameters() -> None:
    given = {"annotators": ["a", "b"], "spans": spans(("a", 0, 10, "x"), ("b", 0, 10, "y"))}
    found = [MEASURES["gamma_best_alignment"](given, {"beta": beta})["disorder"] for beta in (0, 1, 1.5)]
    assert found == pytest.approx([0.0, 1.0, 1.5])


def test_who_was_not_assigned_changes_nothing() -> None:
    given = {"annotators": ["a", "b"], "length": 30, "spans": spans(("a", 0, 9, "x"), ("b", 2, 9, "x"))}
    more = {**given, "annotators": ["a", "b", "c"], "not_assigned": ["c"]}
    assert MEASURES["ualpha_family_2016"](more, {}) == MEASURES["ualpha_family_2016"](given, {})


def test_random_draws_are_near_every_draw() -> None:
    article = {"id": "x", "length": 20, "annotators": ["a", "b"]}
    texts = [{**article, "spans": spans(("a", 0, 10, "x"), ("b", 0, 10 - cut, "x"))} for cut in (1, 3, 5)]
    given = {"articles": texts, "label": "x"}
    every, drawn = (
        MEASURES["bootstrap_alpha_by_article"](given, {"mode": mode}) for mode in ("exhaustive", "random")
    )
    assert (every["n_resamples"], drawn["n_resamples"]) == (27, 20_000)
    assert drawn["mean_of_defined"] == pytest.approx(every["mean_of_defined"], abs=0.02)


def test_the_quorum_is_given_or_more_than_half() -> None:
    given = {"annotators": ["a", "b", "c"], "spans": spans(("a", 0, 9, "x"), ("b", 3, 9, "x"))}
    assert [one["start"] for one in MEASURES["merge_majority_chars"](given, {})["merged"]] == [3]
    assert [one["start"] for one in MEASURES["merge_majority_chars"](given, {"quorum": 1})["merged"]] == [0]
