"""The lines that an import refused, written as they came, to be put right and imported again."""

from __future__ import annotations

from pathlib import Path

from annotator.services.corpus.importing import Line
from exports import jsonl


def write_rejects(files: list[tuple[Path, str]], refused: list[Line]) -> list[Path]:
    """Write the refused lines of each JSONL file beside it; return the files made."""
    made = []
    for path, name in files:
        numbers = {line.number for line in refused if line.where == str(path)}
        if name == jsonl.INFO.name and numbers:
            made.append(_write(path, numbers))
    return made


def _write(path: Path, numbers: set[int]) -> Path:
    target = _free(path)
    with path.open("rb") as source, target.open("xb") as rejects:
        for number, raw in jsonl.lines(source):
            if number in numbers:
                rejects.write(raw if raw.endswith(b"\n") else raw + b"\n")
    return target


def _free(path: Path) -> Path:
    """Return a name that is not taken, such as `news.rejects.jsonl`, then `news.rejects-2.jsonl`."""
    number = 1
    while (found := path.with_name(f"{path.stem}.rejects{f'-{number}' if number > 1 else ''}.jsonl")).exists():
        number += 1
    return found
