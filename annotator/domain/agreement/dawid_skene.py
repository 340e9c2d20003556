"""Dawid–Skene: what is probably true, judging each person by how they confuse values (EM from vote fractions)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from annotator.domain.agreement.ratings import Floats

ROUNDS = 200


class Estimate(NamedTuple):
    """Probabilities of each label for each item, and of each label over all."""

    posterior: dict[str, dict[str, float]]
    prior: dict[str, float]


def dawid_skene(
    items: Mapping[str, Mapping[str, str | None]],
    labels: Sequence[str],
    *,
    smoothing: float = 0.0,
    rounds: int = ROUNDS,
) -> Estimate:
    """Return the estimate from votes by item and person; `smoothing` is added to every count of confusion.

    The start is exact vote fractions, since the procedure finds the nearest optimum and could swap labels.
    """
    votes = _votes(items, labels)
    posterior = _shares(votes.sum(axis=0))
    prior = posterior.mean(axis=0) if len(posterior) else np.zeros(len(labels))
    for _ in range(rounds if len(posterior) else 0):
        before = posterior
        confusion = _shares(np.einsum("ik,pil->pkl", posterior, votes) + smoothing)
        prior = posterior.mean(axis=0)
        posterior = _expected(votes, confusion, prior)
        if np.array_equal(before, posterior):
            break
    rows = zip(items, posterior.tolist(), strict=True)
    found = {item: dict(zip(labels, row, strict=True)) for item, row in rows}
    return Estimate(found, dict(zip(labels, prior.tolist(), strict=True)))


def _votes(items: Mapping[str, Mapping[str, str | None]], labels: Sequence[str]) -> Floats:
    """Return the votes, shape (people, items, labels)."""
    people = {name: row for row, name in enumerate(sorted({name for votes in items.values() for name in votes}))}
    places = {label: place for place, label in enumerate(labels)}
    table = np.zeros((len(people), len(items), len(labels)))
    for number, given in enumerate(items.values()):
        for name, label in given.items():
            if label is not None:
                table[people[name], number, places[label]] += 1
    return table


def _expected(votes: Floats, confusion: Floats, prior: Floats) -> Floats:
    # A probability of nothing stays nothing; as a logarithm it must only not be infinite times zero votes.
    logs: Floats = np.einsum("pil,pkl->ik", votes, _logs(confusion)) + _logs(prior)
    return _shares(np.exp(logs - logs.max(axis=1, keepdims=True)))


def _logs(shares: Floats) -> Floats:
    return np.asarray(np.log(np.maximum(shares, 1e-300)))


def _shares(counts: Floats) -> Floats:
    """Return the counts as shares of their row; a row of nothing is shared out evenly."""
    totals = counts.sum(axis=-1, keepdims=True)
    even = np.full_like(counts, 1 / max(1, counts.shape[-1]))
    return np.asarray(np.divide(counts, totals, out=even, where=totals > 0))
