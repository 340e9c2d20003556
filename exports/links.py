"""Relations between the annotations of a layer: the one place that says which are legal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from exports.shape import clip


class Links:
    """The legal relations of one layer, to which others are added one at a time.

    `rules` is the `relations` part of a scheme, `tags` the tag of each annotation of the layer by id.
    """

    def __init__(self, rules: Mapping[str, Any], tags: Mapping[str, str]) -> None:
        self._rules = rules
        self._tags = tags
        self._seen: set[tuple[str, str, str]] = set()
        self._onward: dict[tuple[str, str], list[str]] = {}

    def add(self, kind: str, source: str, target: str) -> str | None:
        """Add the relation and return nothing, or return a sentence that says why it is not legal."""
        wrong = self._wrong_ends(kind, source, target) or self._wrong_beside(kind, source, target)
        if wrong is None:
            self.keep(kind, source, target)
        return wrong

    def keep(self, kind: str, source: str, target: str) -> None:
        """Add a relation that was found legal before."""
        self._seen.add((kind, source, target))
        self._onward.setdefault((kind, source), []).append(target)

    def _wrong_ends(self, kind: str, source: str, target: str) -> str | None:
        rule = self._rules.get(kind)
        if rule is None:
            return f"The scheme has no relation {kind!r}; it has {_words(self._rules)}."
        for name, end in (("from", source), ("to", target)):
            if end not in self._tags:
                return outside(end)
            if self._tags[end] not in rule[name]:
                return f"{kind} goes {name} {_words(rule[name])}, not {name} {self._tags[end]}."
        if source == target:
            return "A relation goes from one annotation to another, not to itself."
        if rule.get("same_tag") and self._tags[source] != self._tags[target]:
            return f"{kind} joins two of one tag, not {self._tags[source]} and {self._tags[target]}."
        return None

    def _wrong_beside(self, kind: str, source: str, target: str) -> str | None:
        rule = self._rules[kind]
        twice = (kind, source, target) in self._seen
        if twice or (rule.get("symmetric") and (kind, target, source) in self._seen):
            return f"These two are joined by {kind} already."
        if rule.get("acyclic") and self._leads(kind, target, source):
            return f"{kind} would run in a circle, back to where it began."
        return None

    def _leads(self, kind: str, start: str, goal: str) -> bool:
        waiting, seen = [start], {start}
        while waiting:
            for following in self._onward.get((kind, waiting.pop()), ()):
                if following == goal:
                    return True
                if following not in seen:
                    seen.add(following)
                    waiting.append(following)
        return False


def outside(end: str) -> str:
    """Return why a relation cannot end at what is not in its layer."""
    return f"There is no annotation {clip(end)} in this layer; relations stay inside a layer."


def _words(names: Iterable[str]) -> str:
    return ", ".join(names) or "none"
