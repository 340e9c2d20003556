"""Checking an exported corpus without the application: the first wrong line is named."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from exports import jsonl, record
from exports.strict import StrictError

MOST_NOTES = 20
"""How many notes are kept in words; the rest is counted."""


@dataclass
class Report:
    """What a check found: the lines read, the first wrong one, and what is right but worth knowing."""

    lines: int = 0
    first_wrong: str | None = None
    notes: list[str] = field(default_factory=list)
    more_notes: int = 0

    @property
    def ok(self) -> bool:
        """Say whether nothing is wrong."""
        return self.first_wrong is None

    def note(self, words: str) -> None:
        """Keep a note, or count it when there are many already."""
        if len(self.notes) < MOST_NOTES:
            self.notes.append(words)
        else:
            self.more_notes += 1


def verify_file(path: str | Path, scheme: dict[str, Any] | None = None) -> Report:
    """Check a JSONL corpus up to the first line that is wrong; of each line only the id is remembered."""
    with Path(path).open("rb") as stream:
        return verify_stream(stream, scheme)


def verify_stream(stream: BinaryIO, scheme: dict[str, Any] | None = None) -> Report:
    """Check a JSONL corpus from a binary stream."""
    report, seen = Report(), dict[bytes, int]()
    for number, raw in jsonl.lines(stream):
        report.lines = number
        for wrong in _faults(number, raw, seen, report, scheme):
            report.first_wrong = f"line {number}: {wrong}"
            return report
    return report


def _faults(
    number: int, raw: bytes, seen: dict[bytes, int], report: Report, scheme: dict[str, Any] | None
) -> Iterator[str]:
    article = jsonl.parse(raw)
    if isinstance(article, StrictError):
        yield article.detail
        return
    yield from record.problems(article, scheme)
    key = hashlib.blake2b(article["id"].encode(), digest_size=8).digest()
    if key in seen:
        yield f"/id: The article {article['id']!r} stands on line {seen[key]} already."
    seen[key] = number
    if article.get("history") is None:
        report.note(f"line {number} has no history")
    if raw != jsonl.line(record.ordered(article, scheme)):
        report.note(f"line {number} holds what was exported, not byte for byte")
