"""How much a decision is worth: what stands high in the queue of a reviewer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import log, log2

from annotator.domain.cases.readings import Reading

IMPORTANCE = {
    "label": 5, "missing": 4, "split": 3, "relation": 3, "anchor": 3, "boundary": 2, "source": 2, "attribute": 2,
    "verdict": 4, "agree": 1,
}  # fmt: skip
"""What a wrong answer of each kind costs the corpus, against the others."""

SECONDS = {
    "label": 30, "missing": 25, "split": 40, "relation": 25, "anchor": 20, "boundary": 12, "source": 30,
    "attribute": 20, "verdict": 120, "agree": 8,
}  # fmt: skip
"""How long a practised reviewer needs, about."""


def weight(kind: str, readings: Sequence[Reading], people: int, *, hanging: int = 0) -> int:
    """Return importance times doubt (entropy of the votes, in bits) times consequence by time, in thousandths.

    `hanging` counts the relations that lean on the readings. A case on relations alone has no readings, and
    the doubt of an even vote.
    """
    doubt = entropy(readings, people) if readings else 1.0
    return round(1000 * IMPORTANCE[kind] * doubt * (1 + hanging) / SECONDS[kind])


def entropy(readings: Sequence[Reading], people: int) -> float:
    """Return the entropy, in bits, of the votes for each distinct reading and for nothing at all."""
    votes = Counter((one.tag, one.kind, one.segments, repr(sorted(one.attributes.items()))) for one in readings)
    nothing = people - len({one.layer for one in readings})
    counts = [count for count in (*votes.values(), nothing) if count > 0]
    return max(0.0, -sum(n / sum(counts) * log2(n / sum(counts)) for n in counts))


def similar(open_cases: int) -> float:
    """Return what a kind gains from having many open cases: deciding one teaches the next."""
    return 1 + log(1 + open_cases)
