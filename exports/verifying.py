"""Checking a release with all that is installed: what the verifier inside it checks, and every record's schema."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import schemas
from exports import record
from exports.proof import release
from exports.proof.notes import Checkpoint, Key
from exports.proof.report import Step, Watch, Wrong, lines_of, object_of

SCHEME = "scheme.yaml"


class Records(Watch):
    """Every article against the schema of its record and the rules of the scheme that lies within."""

    name = "records"

    def __init__(self) -> None:
        super().__init__()
        self._scheme: dict[str, Any] | None = None

    def read_scheme(self, path: Path) -> None:
        """Take the scheme of the release; without one, ours holds."""
        if path.exists():
            self._scheme = schemas.read_scheme(path.read_bytes())

    def line(self, article: dict[str, Any]) -> None:
        """Check one article; raises Wrong with the first thing that its schema does not allow."""
        if article["text"] is None:
            self.note = "articles without their text are not held against the schema; put the texts back first"
            return
        self.looked_at += 1
        for problem in record.problems(article, self._scheme):
            raise Wrong(problem)


def check_release(folder: Path, *, keys: Iterable[Key] = (), held: Sequence[Checkpoint] = ()) -> list[Step]:
    """Check a release; the steps of the verifier inside it come first."""
    steps = release.check_release(folder, keys=keys, held=held)
    records = Records()
    records.guard(SCHEME, partial(records.read_scheme, folder / SCHEME))
    for name in release.data_files(folder):
        records.guard(name, partial(_each, folder, name, records))
    return [*steps, records.step()]


def _each(folder: Path, name: str, records: Records) -> None:
    for number, raw in lines_of(folder / name):
        article = object_of(raw)
        if str(article.get("schema", "")).startswith(release.ARTICLE):
            records.guard(f"{name} line {number}", partial(records.line, article))
