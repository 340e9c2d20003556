"""The lines that an import refused, written as they came, to be put right and imported again."""

from __future__ import annotations

from pathlib import Path
from typing import Self

import click

from annotator.services.corpus.importing import Line
from exports import jsonl


class Rejects:
    """What is written beside the files of an import; gone again when the import fails."""

    def __init__(self, files: list[tuple[Path, str]]) -> None:
        self._files = files
        self.made: list[Path] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        while kind and self.made:
            self.made.pop().unlink()

    def write(self, refused: list[Line]) -> None:
        """Write the refused lines of each JSONL file beside it."""
        for path, name in self._files:
            numbers = {line.number for line in refused if line.where == click.format_filename(path)}
            if name == jsonl.INFO.name and numbers:
                self._write(path, numbers)

    def _write(self, path: Path, numbers: set[int]) -> None:
        target = _free(path)
        with path.open("rb") as source, target.open("xb") as rejects:
            self.made.append(target)
            for number, raw in jsonl.lines(source):
                if number in numbers:
                    rejects.write(raw if raw.endswith(b"\n") else raw + b"\n")


def _free(path: Path) -> Path:
    """Return a name that is not taken, such as `news.rejects.jsonl`, then `news.rejects-2.jsonl`."""
    number = 1
    while (found := path.with_name(f"{path.stem}.rejects{f'-{number}' if number > 1 else ''}.jsonl")).exists():
        number += 1
    return found
