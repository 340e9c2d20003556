"""Whether a recorded history of reads and conditional writes on one versioned thing is that of a single copy.

Each write names the version it changes and, when stored, gets the next one: versions order the writes, so that
checking takes one pass. Source of the criterion: Herlihy & Wing, "Linearizability: a correctness condition for
concurrent objects", TOPLAS 1990.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True)
class Act:
    """One act as its client saw it: when it was sent and answered, in seconds, and what the answer said."""

    sent: float
    answered: float
    version: int
    """What was stored, or what was there when read or refused."""
    content: str
    """What stands at that version, as the answer says."""
    base: int | None = None
    """The version that a write names; None for a read or a refused write."""


def anomalies(acts: Iterable[Act]) -> list[str]:
    """Return in words what no single copy could have answered."""
    acts = list(acts)
    writes = sorted((act for act in acts if act.base is not None), key=lambda act: act.version)
    return [*_forks(writes), *_contents(acts, writes), *_order(acts)]


def _forks(writes: list[Act]) -> Iterator[str]:
    for earlier, later in pairwise(writes):
        if later.version != earlier.version + 1:
            yield f"after version {earlier.version} comes {later.version}"
    for write in writes:
        if write.base != write.version - 1:
            yield f"version {write.version} was written over {write.base}"


def _contents(acts: list[Act], writes: list[Act]) -> Iterator[str]:
    stored = {write.version: write.content for write in writes}
    for act in acts:
        if act.version in stored and act.content != stored[act.version]:
            yield f"version {act.version} reads {act.content!r}, and was stored as {stored[act.version]!r}"


def _order(acts: list[Act]) -> Iterator[str]:
    """Whoever asks after an answer sees what was told, and a write then makes something newer."""
    done = sorted(acts, key=lambda act: act.answered)
    newest, at = 0, 0
    for act in sorted(acts, key=lambda act: act.sent):
        while at < len(done) and done[at].answered < act.sent:
            newest, at = max(newest, done[at].version), at + 1
        if act.version < newest + (act.base is not None):
            yield f"version {act.version} was answered after version {newest} was known"
