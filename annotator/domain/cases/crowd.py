"""What the votes of a project tell of who votes: how likely each label is, given who said what.

A majority while people have few groups, one coin a person from ten, a table of confusion from fifty.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from math import exp, log
from typing import Any

from annotator.domain.agreement.dawid_skene import SMOOTHING, Votes, dawid_skene, model_for

SOME, NONE = "some", "none"
METHODS = {None: "majority", "one": "one_coin", "full": "dawid_skene"}
"""What a proposal is made by, by the model that the votes suffice for."""

Shares = dict[str, float]


@dataclass(frozen=True)
class Voters:
    """How people choose among some labels: how frequent each label is, and what each person says where it is true.

    Without a method there is only a majority.
    """

    method: str = METHODS[None]
    prior: Shares = field(default_factory=dict)
    confusion: dict[str, dict[str, Shares]] = field(default_factory=dict)

    def judge(self, votes: Mapping[str, str]) -> Shares:
        """Return how probable each label is; whoever is not known yet is taken for the mean of the others."""
        if not self.prior:
            counts = Counter(votes.values())
            return {label: count / len(votes) for label, count in counts.items()}
        logs = {label: _log(share) for label, share in self.prior.items()}
        for name, said in votes.items():
            for label in logs:
                logs[label] += _log(self._says(name, label, said))
        most = max(logs.values())
        shares = {label: exp(value - most) for label, value in logs.items()}
        return {label: share / sum(shares.values()) for label, share in shares.items()}

    def _says(self, name: str, true: str, said: str) -> float:
        tables = [self.confusion[name]] if name in self.confusion else list(self.confusion.values())
        return sum(table[true].get(said, 0.0) for table in tables) / len(tables)


@dataclass(frozen=True)
class Crowd:
    """The voters of a project: on tags, and for each tag on whether there is anything; `groups` were counted."""

    groups: int = 0
    tags: Voters = field(default_factory=Voters)
    presence: dict[str, Voters] = field(default_factory=dict)

    @property
    def method(self) -> str:
        """Return what tags are judged by."""
        return self.tags.method

    def is_there(self, votes: Mapping[str, str | None]) -> float:
        """Return how probable it is that there is anything to mark, who marked nothing having voted too."""
        marked = [tag for tag in votes.values() if tag is not None]
        leading = _leading(votes)
        voters = self.presence.get(leading or "")
        if voters is None or not voters.prior:
            return (len(marked) + 1) / (len(votes) + 2)
        return voters.judge({name: NONE if tag is None else SOME for name, tag in votes.items()})[SOME]

    def tag(self, votes: Mapping[str, str | None]) -> Shares:
        """Return how probable each tag that somebody gave is where there is something."""
        said = {name: tag for name, tag in votes.items() if tag is not None}
        known = set(said.values()) <= self.tags.prior.keys()
        found = (self.tags if known else Voters()).judge(said)
        given = {tag: found[tag] for tag in set(said.values())}
        return {tag: share / sum(given.values()) for tag, share in given.items()}

    def to_record(self) -> dict[str, Any]:
        """Return it as it is kept."""
        return asdict(self)

    @classmethod
    def of(cls, body: Mapping[str, Any]) -> Crowd:
        """Return what was kept."""
        presence = {tag: Voters(**voters) for tag, voters in body["presence"].items()}
        return cls(body["groups"], Voters(**body["tags"]), presence)


def crowd_of(groups: Votes) -> Crowd:
    """Return what the votes tell: `groups` are those of each case, a tag or None for who marked nothing there."""
    by_tag: dict[str, dict[str, dict[str, str]]] = {}
    for name, votes in groups.items():
        leading = _leading(votes)
        if leading is not None:
            said = {who: NONE if tag is None else SOME for who, tag in votes.items()}
            by_tag.setdefault(leading, {})[name] = said
    return Crowd(len(groups), _voters(groups), {tag: _voters(votes) for tag, votes in sorted(by_tag.items())})


def _voters(votes: Votes) -> Voters:
    model = model_for(votes)
    labels = sorted({label for given in votes.values() for label in given.values() if label is not None})
    if model is None or len(labels) < 2:
        return Voters()
    found = dawid_skene(votes, labels, coins=model, smoothing=SMOOTHING)
    return Voters(METHODS[model], found.prior, found.confusion)


def _leading(votes: Mapping[str, str | None]) -> str | None:
    counts = Counter(tag for tag in votes.values() if tag is not None)
    return min(counts, key=lambda tag: (-counts[tag], tag), default=None)


def _log(share: float) -> float:
    return log(max(share, 1e-300))
