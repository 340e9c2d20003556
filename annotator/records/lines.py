"""The lines of an import: as they were given, and what became of each."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from annotator.errors import AnnotatorError, Invalid
from annotator.records.incoming import Incoming
from annotator.text.door import Mark

MOST_ERRORS = 100


@dataclass(frozen=True, slots=True)
class Given:
    """One line on its way in: where it stood, and the checked article or the error."""

    number: int
    where: str
    incoming: Incoming | None = None
    error: AnnotatorError | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one line: the id of the article it is now, or the error that kept it out."""

    number: int
    where: str
    id: str | None = None
    error: AnnotatorError | None = None
    marks: tuple[Mark, ...] = ()
    """The invisible characters of its text."""

    def __str__(self) -> str:
        """Say it as `FILE:LINE: reason`."""
        return f"{self.where}:{self.number}: {self.reason}"

    @property
    def reason(self) -> str:
        """Say what is wrong, after the place in the line where it is."""
        if self.error is None:
            return "stored"
        return ": ".join(part for part in (self.error.pointer, self.error.detail) if part)

    def to_record(self) -> dict[str, Any]:
        """Return it for a program."""
        if self.error is None:
            marks = {"marks": [asdict(mark) for mark in self.marks]} if self.marks else {}
            return {"line": self.number, "id": self.id, **marks}
        return {
            "line": self.number,
            "code": self.error.code,
            "detail": self.error.detail,
            "pointer": self.error.pointer,
        }


@dataclass
class Report:
    """What became of the lines: how many are stored, which are refused, and each line where all are kept."""

    stored: int = 0
    refused: list[Line] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    def take(self, lines: list[Line], *, keep: bool = True) -> None:
        """Add what became of the next lines, and keep each, or only those that are refused."""
        refused = [line for line in lines if line.error is not None]
        self.stored += len(lines) - len(refused)
        self.refused += refused
        self.lines += lines if keep else refused

    def to_record(self) -> dict[str, Any]:
        """Return the report for a program."""
        lines = [line.to_record() for line in self.lines]
        return {"stored": self.stored, "refused": len(self.refused), "lines": lines}


class ImportRefused(Invalid):
    """Lines were bad, so nothing was stored; `report` says which and why."""

    def __init__(self, found: Report) -> None:
        bad, total = found.refused, found.stored + len(found.refused)
        words = f"{len(bad)} of {total} lines are refused, so nothing was stored. The first: {bad[0]}"
        told = [line.to_record() for line in bad[:MOST_ERRORS]]
        summary = {"stored": 0, "refused": len(bad), "total": total, "lines": told}
        super().__init__("import_refused", words, report=summary)
        self.report = Report(refused=bad, lines=bad)
