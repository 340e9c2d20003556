"""How a corpus is read and written: what the caller knows, and what the run has to tell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import schemas
from exports.mapping import Mapping

Record = dict[str, Any]
Splitter = Callable[[str, str | None], list[tuple[int, int]]]
"""Takes a text and its language, returns stretches of it in code points, end exclusive, in order."""

_LINE = re.compile(r"\S(?:[^\n]*\S)?")
_WORD = re.compile(r"\w+|[^\w\s]")


@dataclass
class Losses:
    """What one run left out or changed, and how often."""

    counts: Counter[str] = field(default_factory=Counter)

    def add(self, what: str, times: int = 1) -> None:
        """Count something left out, such as "discontinuous spans"."""
        if times:
            self.counts[what] += times

    def lines(self) -> list[str]:
        """Return one line for each thing left out, the most frequent first."""
        return [f"{times:,} {what}" for what, times in self.counts.most_common()]


def lines_of(text: str, language: str | None = None) -> list[tuple[int, int]]:
    """Return the lines without white space at their ends: sentences, for who knows no better."""
    return [match.span() for match in _LINE.finditer(text)]


def words_of(text: str, language: str | None = None) -> list[tuple[int, int]]:
    """Return runs of letters and digits, and every other visible character by itself."""
    return [match.span() for match in _WORD.finditer(text)]


@dataclass(frozen=True)
class Writing:
    """What a writer may want to know; `pages` is the address of fact-checks, `publisher` who made them."""

    scheme: Record = field(default_factory=schemas.scheme)
    sentences: Splitter = lines_of
    tokens: Splitter = words_of
    name: str = "corpus"
    publisher: str = ""
    pages: str = ""


@dataclass
class Reading:
    """How to read a foreign corpus; afterwards, what was changed on the way and who is behind which pseudonym.

    `offsets` names the unit of the offsets where it is not that of the format (see `exports.offsets`).
    """

    scheme: Record = field(default_factory=schemas.scheme)
    offsets: str = ""
    mapping: Mapping = field(default_factory=Mapping)
    pseudonym: Callable[[], str] | None = None
    sentences: Splitter = lines_of
    report: Losses = field(default_factory=Losses)
    people: dict[str, str] = field(default_factory=dict)
    unknown: Counter[str] = field(default_factory=Counter)
    misfits: int = 0
    units: Counter[str] = field(default_factory=Counter)
    member: str = ""

    def person(self, name: str) -> str:
        """Return the pseudonym of somebody named in the corpus; who is behind it stands in `people` only."""
        if name not in self.people:
            known = self.mapping.people.get(name)
            self.people[name] = known or (self.pseudonym or self._next)()
        return self.people[name]

    def _next(self) -> str:
        return f"reader-{len(self.people) + 1}"

    @cached_property
    def tags(self) -> dict[str, Record]:
        """The tags of the scheme by name."""
        tags: dict[str, Record] = self.scheme["tags"]
        return tags

    def advice(self) -> list[str]:
        """Return what to do about what was refused: labels to map, a unit that fits all offsets."""
        found = [f"{name!r} ({times:,} times)" for name, times in self.unknown.most_common(50)]
        words = [f"Labels that the scheme does not have: {', '.join(found)}. Map them."] if found else []
        fitting = [name for name, times in self.units.items() if times == self.misfits]
        if fitting:
            words.append(f"All {self.misfits:,} fit as {fitting[0]}: say offsets {fitting[0]}.")
        return words

    def lines(self) -> list[str]:
        """Return what the run has to tell a manager: changes, people, advice."""
        people = [f"{pseudonym} is {name}" for name, pseudonym in self.people.items()]
        return [*self.report.lines(), *people, *self.advice()]
