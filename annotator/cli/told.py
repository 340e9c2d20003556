"""What an import has to tell, kept on the disk while it goes on: of a hundred thousand lines, each its own."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Self

import click
import msgspec

from annotator.cli.console import Console
from annotator.records.lines import Given, Line, Report
from annotator.services.corpus.importing import text_report
from exports.options import Reading

MOST_SHOWN = 100


class Told:
    """What became of each line of an import, in the order of the files."""

    def __init__(self) -> None:
        self._lines = tempfile.TemporaryFile()  # noqa: SIM115  closed when the block ends

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._lines.close()

    def note(self, given: Sequence[Given], lines: Sequence[Line]) -> None:
        """Remember what became of a batch."""
        texts = {(item.where, item.number): item for item in given}
        for line in lines:
            record = _record(line, texts.get((line.where, line.number)))
            self._lines.write(_json(record) + b"\n")
        self._lines.flush()  # while all of the import can still be refused

    def show(
        self, console: Console, slug: str, report: Report, how: Reading, rejects: list[Path], *, dry_run: bool
    ) -> None:
        """Say what was stored, each error as FILE:LINE: reason, and what the reading has to tell."""
        refused = sorted(report.refused, key=lambda line: (line.where, line.number))
        for bad in refused[:MOST_SHOWN]:
            console.say(str(bad))
        if len(refused) > MOST_SHOWN:
            console.say(f"… and {len(refused) - MOST_SHOWN} more.")
        record: dict[str, Any] = {"stored": 0 if dry_run else report.stored, "refused": len(refused)}
        record |= {
            "dry_run": dry_run,
            "notes": how.lines(),
            "people": {who: name for name, who in how.people.items()},
        }
        record |= {"rejects": [click.format_filename(path) for path in rejects]}
        lines = self._kept() if report.stored else map(_encoded, refused)
        if console.as_json:
            _print_record(record, lines)
        elif report.stored:
            what = "would be stored" if dry_run else "stored"
            more = f", {len(refused)} refused" if refused else ""
            console.show(record, f"{report.stored} articles {what} in {slug}{more}.")
        told = (*self._warnings(), *self._invisible()) if report.stored else ()
        for words in (*told, *how.lines()):
            console.say(words)
        for path in rejects:
            console.say(f"The refused lines are in {path}")

    def _kept(self) -> Iterator[bytes]:
        self._lines.seek(0)
        return iter(self._lines)

    def _warnings(self) -> Iterator[str]:
        for line in self._kept():
            if b'"warnings":' in line:
                record = msgspec.json.decode(line)
                yield from (f"{record['file']}: {words}" for words in record.get("warnings", ()))

    def _invisible(self) -> Iterator[str]:
        """Say once of each invisible character how many texts hold it, and where it first stands."""
        texts: Counter[str] = Counter()
        first: dict[str, str] = {}
        for line in self._kept():
            record = msgspec.json.decode(line) if b'"marks":' in line else {}
            for mark in record.get("marks", ()):
                known = f"{mark['code_point']} {mark['name']}"
                texts[known] += 1
                first.setdefault(known, f"{record['file']}:{record['line']}: at {mark['first']}")
        for known, many in texts.items():
            yield f"{first[known]} the text holds {known}" + (f", and so do {many - 1} more." if many > 1 else ".")


def _record(line: Line, given: Given | None) -> dict[str, Any]:
    """Say of a line what became of it, and of a text how much of it is kept as the article."""
    record = {"file": click.format_filename(line.where), **line.to_record()}
    if line.error is None and given and given.incoming:
        seen = text_report(given.incoming)
        record |= {"kept": seen["kept"], "boilerplate": seen["boilerplate"]}
        record |= {name: seen[name] for name in ("page", "warnings") if name in seen}
    return record


def _encoded(line: Line) -> bytes:
    return _json(_record(line, None))


def _json(record: dict[str, Any]) -> bytes:
    return msgspec.json.encode(record, enc_hook=str)  # sentences with places are words like others


def _print_record(record: dict[str, Any], lines: Iterator[bytes]) -> None:
    """Print the record as JSON with the lines as its last member, one after the other."""
    click.echo(_json(record)[:-1] + b',"lines":[', nl=False)
    for number, line in enumerate(lines):
        click.echo((b"," if number else b"") + line.rstrip(), nl=False)
    click.echo(b"]}")
