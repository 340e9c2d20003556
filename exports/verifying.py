"""Checking a release with all that is installed: what the verifier inside it checks, and every record's schema."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from exports import record
from exports.proof import release
from exports.proof.notes import Checkpoint, Key
from exports.proof.report import Step, Watch, Wrong, lines_of, object_of


class Records(Watch):
    """Every article against the schema of its record and the rules of its scheme."""

    name = "records"

    def __init__(self, scheme: dict[str, Any] | None) -> None:
        super().__init__()
        self._scheme = scheme

    def line(self, article: dict[str, Any]) -> None:
        """Check one article; raises Wrong with the first thing that its schema does not allow."""
        self.looked_at += 1
        for problem in record.problems(article, self._scheme):
            raise Wrong(problem)


def check_release(
    folder: Path,
    *,
    keys: Iterable[Key] = (),
    held: Sequence[Checkpoint] = (),
    scheme: dict[str, Any] | None = None,
) -> list[Step]:
    """Check a release; the steps of the verifier inside it come first."""
    steps = release.check_release(folder, keys=keys, held=held)
    records = Records(scheme)
    for name in release.data_files(folder):
        records.guard(name, lambda name=name: _each(folder, name, records))  # type: ignore[misc]
    return [*steps, records.step()]


def _each(folder: Path, name: str, records: Records) -> None:
    for number, raw in lines_of(folder / name):
        article = object_of(raw)
        if str(article.get("schema", "")).startswith("annotator/article/"):
            records.guard(f"{name} line {number}", lambda article=article: records.line(article))  # type: ignore[misc]
