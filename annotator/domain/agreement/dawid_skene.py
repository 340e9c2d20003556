"""Dawid–Skene: what is probably true, judging each person by how they confuse values (EM from vote fractions)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal, NamedTuple

import numpy as np

from annotator.domain.agreement.ratings import Floats, Ints

ROUNDS = 200
SMOOTHING = 0.1
"""What is added to every count of confusion, so that what was not seen yet is not impossible."""

FEWEST_FOR_ONE = 10
FEWEST_FOR_FULL = 50

Coins = Literal["one", "full"]
"""How a person errs: `one` chance of being right whatever the truth, or a `full` table of confusion."""

Votes = Mapping[str, Mapping[str, str | None]]
"""What each person (inner key) said of each item (outer key); None, or no key, where they were not asked."""


class Estimate(NamedTuple):
    """Probabilities of each label for each item, of each label over all, and of what each person says.

    `confusion` is by person, true label, given label.
    """

    posterior: dict[str, dict[str, float]]
    prior: dict[str, float]
    confusion: dict[str, dict[str, dict[str, float]]]


@dataclass(frozen=True)
class Table:
    """Votes as arrays: items with the same votes are one pattern.

    `given` has shape (people, patterns, labels), `pattern` one entry an item, `times` one a pattern.
    """

    people: tuple[str, ...]
    given: Floats
    pattern: Ints
    times: Floats


class Fit(NamedTuple):
    """What EM found: shapes (patterns, labels), (labels,) and (people, true labels, given labels)."""

    posterior: Floats
    prior: Floats
    confusion: Floats


def posterior(
    votes: Votes, labels: Sequence[str] | None = None, *, coins: Coins = "full", smoothing: float = SMOOTHING
) -> dict[str, dict[str, float]]:
    """Return for each item how probable each label is; without `labels`, those that were given, sorted.

    Marking nothing is a label like any other: give it a name. `model_for` says when this beats a majority.
    """
    known = labels or sorted({label for given in votes.values() for label in given.values() if label is not None})
    return dawid_skene(votes, known, coins=coins, smoothing=smoothing).posterior


def model_for(votes: Votes) -> Coins | None:
    """Return which model the votes suffice for, by the median of items a person: None means a majority."""
    counts: dict[str, int] = {}
    for given in votes.values():
        for name, label in given.items():
            counts[name] = counts.get(name, 0) + (label is not None)
    usual = median(counts.values()) if counts else 0
    if usual < FEWEST_FOR_ONE:
        return None
    return "one" if usual < FEWEST_FOR_FULL else "full"


def dawid_skene(
    items: Votes,
    labels: Sequence[str],
    *,
    coins: Coins = "full",
    smoothing: float = 0.0,
    rounds: int = ROUNDS,
) -> Estimate:
    """Return the estimate from votes by item and person; `smoothing` is added to every count of confusion.

    The start is exact vote fractions, since the procedure finds the nearest optimum and could swap labels.
    """
    table = tabulate(items, labels)
    found = fit(table, table.times, coins=coins, smoothing=smoothing, rounds=rounds)
    rows = zip(items, found.posterior[table.pattern].tolist(), strict=True)
    people = zip(table.people, found.confusion.tolist(), strict=True)
    return Estimate(
        {item: dict(zip(labels, row, strict=True)) for item, row in rows},
        dict(zip(labels, found.prior.tolist(), strict=True)),
        {
            name: {true: dict(zip(labels, row, strict=True)) for true, row in zip(labels, rows, strict=True)}
            for name, rows in people
        },
    )


def tabulate(items: Votes, labels: Sequence[str]) -> Table:
    """Return the votes as arrays; raises KeyError for a label that is not among these."""
    people = tuple(sorted({name for votes in items.values() for name in votes}))
    columns = {name: column for column, name in enumerate(people)}
    places = {label: place for place, label in enumerate(labels)}
    codes = np.full((len(items), len(people)), len(labels), np.int64)
    for row, votes in enumerate(items.values()):
        for name, label in votes.items():
            if label is not None:
                codes[row, columns[name]] = places[label]
    if not len(people):
        patterns, pattern, times = (
            codes[:1],
            np.zeros(len(items), np.int64),
            np.full(min(1, len(items)), len(items)),
        )
    else:
        patterns, pattern, times = np.unique(codes, axis=0, return_inverse=True, return_counts=True)
    given = np.eye(len(labels) + 1)[patterns][:, :, : len(labels)].swapaxes(0, 1)
    return Table(people, given, pattern.ravel(), times.astype(np.float64))


def fit(
    table: Table,
    times: Floats,
    *,
    coins: Coins = "full",
    smoothing: float = 0.0,
    rounds: int = ROUNDS,
    start: Floats | None = None,
    enough: float = 0.0,
) -> Fit:
    """Return the estimate, each pattern counted so many times; it stops when nothing moves more than `enough`."""
    given = table.given
    posterior = _shares(given.sum(axis=0)) if start is None else start
    prior, confusion = _prior(posterior, times), _confusion(given, posterior, times, coins, smoothing)
    for _ in range(rounds if len(posterior) else 0):
        before = posterior
        posterior = _expected(given, confusion, prior) if len(given) else posterior
        prior = _prior(posterior, times)
        if np.abs(before - posterior).max(initial=0.0) <= enough:
            break
        confusion = _confusion(given, posterior, times, coins, smoothing)
    return Fit(posterior, prior, confusion)


def _prior(posterior: Floats, times: Floats) -> Floats:
    total = times.sum()
    return np.asarray(times @ posterior / total if total else np.zeros(posterior.shape[1]))


def _confusion(given: Floats, posterior: Floats, times: Floats, coins: Coins, smoothing: float) -> Floats:
    counts: Floats = np.einsum("ik,pil->pkl", posterior * times[:, None], given, optimize=True) + smoothing
    return _shares(counts) if coins == "full" else _one_coin(counts)


def _one_coin(counts: Floats) -> Floats:
    """Return tables in which a person is right as often whatever is true, and errs to any other value alike."""
    size = counts.shape[-1]
    same = np.eye(size, dtype=bool)
    right, total = counts[:, same].sum(axis=1), counts.sum(axis=(1, 2))
    share = np.divide(right, total, out=np.full_like(right, 1 / max(1, size)), where=total > 0)
    wrong = (1 - share) / max(1, size - 1)
    return np.asarray(np.where(same, share[:, None, None], wrong[:, None, None]))


def _expected(given: Floats, confusion: Floats, prior: Floats) -> Floats:
    # A probability of nothing stays nothing; as a logarithm it must only not be infinite times zero votes.
    logs: Floats = np.einsum("pil,pkl->ik", given, _logs(confusion), optimize=True) + _logs(prior)
    return _shares(np.exp(logs - logs.max(axis=1, keepdims=True)))


def _logs(shares: Floats) -> Floats:
    return np.asarray(np.log(np.maximum(shares, 1e-300)))


def _shares(counts: Floats) -> Floats:
    """Return the counts as shares of their row; a row of nothing is shared out evenly."""
    totals = counts.sum(axis=-1, keepdims=True)
    even = np.full_like(counts, 1 / max(1, counts.shape[-1]))
    return np.asarray(np.divide(counts, totals, out=even, where=totals > 0))
