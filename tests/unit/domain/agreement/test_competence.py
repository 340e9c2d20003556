"""Competence: the careless stand out, intervals cover what was put in, and too little judges nobody."""

from __future__ import annotations

import numpy as np
import pytest

from annotator.domain.agreement.competence import competences
from annotator.domain.agreement.dawid_skene import Votes

LABELS = ["claim", "none"]


def made(rates: dict[str, float], items: int, seed: int = 1) -> tuple[Votes, list[str]]:
    """Return votes of people who are right so often, and an article for every five items."""
    random = np.random.default_rng(seed)
    votes: dict[str, dict[str, str | None]] = {}
    for number in range(items):
        truth = int(random.random() < 0.5)
        votes[str(number)] = {
            n: LABELS[truth if random.random() < rate else 1 - truth] for n, rate in rates.items()
        }
    return votes, [str(number // 5) for number in range(items)]


def test_intervals_hold_the_rates_that_were_put_in() -> None:
    rates = {"ann": 0.95, "bea": 0.85, "cyd": 0.65, "dov": 0.9}
    found = competences(*made(rates, 400), LABELS)
    assert found.model == "full"
    for name, rate in rates.items():
        one = found.people[name]
        assert one.right == pytest.approx(rate, abs=0.06)
        assert one.low is not None and one.high is not None
        assert one.low - 0.02 < rate < one.high + 0.02
        assert not one.few_articles
        assert one.votes == 400


def test_few_items_are_judged_with_one_coin_and_too_few_not_at_all() -> None:
    few = competences(*made({"ann": 1, "bea": 0.8, "cyd": 1}, 20), LABELS)
    assert few.model == "one"
    assert few.people["bea"].right < few.people["ann"].right
    assert few.people["ann"].few_articles
    assert competences(*made({"ann": 1, "bea": 1}, 9), LABELS) == (None, 9, {})


def test_the_same_seed_gives_the_same_interval_and_one_article_none() -> None:
    votes, articles = made({"ann": 0.9, "bea": 0.7, "cyd": 0.8}, 60)
    assert competences(votes, articles, LABELS) == competences(votes, articles, LABELS)
    assert competences(votes, ["1"] * 60, LABELS).people["ann"].low is None


def test_a_label_that_is_never_true_has_no_rate() -> None:
    votes = {str(n): {"x": "claim", "y": "claim"} for n in range(12)}
    found = competences(votes, ["1"] * 12, [*LABELS, "framing"])
    assert found.people["x"].per_label["claim"] == pytest.approx(1, abs=0.05)
