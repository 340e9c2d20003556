"""What a release is, and the rows it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True)
class Release:
    """What a release is, apart from its rows. `date` is that of the last act in it, never the clock's."""

    slug: str
    title: str
    version: str
    date: str
    texts: str
    options: Json
    scheme: Json
    guidelines: Mapping[int, str]
    guideline_version: int
    card: Mapping[str, str]
    splits: Json
    part_of: Mapping[str, str]
    agreement: Json
    languages: list[str] = field(default_factory=list)
    creators: list[str] = field(default_factory=list)
    timeframe: list[str] = field(default_factory=list)
    per_item: str = ""
    machine: str = ""
    withheld: int = 0
    left_out: Json = field(default_factory=dict)
    progress: list[Json] = field(default_factory=list)
    background: Json = field(default_factory=dict)


@dataclass(frozen=True)
class Corpus:
    """The rows: whole articles in the order of their ids, cases in that of article and id, and files as they are.

    `before` yields the rows of a file of the release before, `lines` the lines of every file of the history.
    """

    articles: Iterable[Json]
    cases: Iterable[Json]
    annotators: Iterable[Json]
    lines: Mapping[str, Iterable[bytes]]
    version_before: str | None = None
    before: Callable[[str], Iterable[Json]] = lambda name: ()
