"""Take files in: everything or nothing, each error as FILE:LINE: reason."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import click
from sqlalchemy.orm import Session

from annotator.cli import returning
from annotator.cli.console import Console, command
from annotator.cli.files import choose, collect, read_file, size_of
from annotator.cli.projects import find_project
from annotator.cli.rejects import write_rejects
from annotator.cli.space import require_space
from annotator.db import Store
from annotator.errors import AnnotatorError
from annotator.permissions import OPERATOR
from annotator.queries import projects
from annotator.services import foreign, importing
from annotator.services.importing import Given, ImportRefused, Report, text_report
from exports.format import formats
from exports.options import Reading

MOST_SHOWN = 100


class Rehearsed(Exception):
    """The import went well and is taken back."""


@click.command("import")
@click.argument("slug")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--format", "name", default="auto", show_default=True, metavar="auto|NAME",
    help="How the files are written; auto goes by what is in them. See: annotator formats.",
)  # fmt: skip
@click.option(
    "--offsets", default="", metavar="UNIT", type=click.Choice(["", *foreign.UNITS]),
    help=f"What offsets count, where it is not what the format counts: {', '.join(foreign.UNITS)}.",
)  # fmt: skip
@click.option(
    "--mapping", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Which foreign label, relation, attribute and value is which of ours, in YAML or JSON.",
)  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Check everything, store nothing.")
@click.option(
    "--skip-bad", is_flag=True, help="Store the rest, and write the refused lines to a file of their own."
)
@command
def import_articles(
    console: Console, slug: str, paths: tuple[Path, ...], name: str, offsets: str, mapping: Path | None,
    dry_run: bool, skip_bad: bool,
) -> None:  # fmt: skip
    """Take articles, or whole corpora with their layers, into the project SLUG.

    A file that ends in .txt is one article, whose title is looked for in its text; one in .html is the page of an
    article, of which menus and the like are marked; others hold one or many. Of a folder, all files of known kinds
    are taken; a folder of a format with several files is one corpus. Nothing is stored when a line is bad, unless
    --skip-bad is given. Files of unsent work, as the desk offers them, go back into the layer of whoever did it.
    """
    if name == "auto" and returning.are_parcels(paths):
        with console.store() as store:
            returning.bring_back(console, store, slug, paths, dry_run=dry_run)
        return
    _require_format(name)
    files = [(path, choose(path, name)) for path in collect(paths, name)]
    require_space(console.workspace(), sum(size_of(path) for path, _ in files))
    with console.store() as store:
        given, how = _read(store, slug, files, offsets, mapping.read_bytes() if mapping else b"")
        report, problem = _store(store, slug, given, dry_run=dry_run, skip_bad=skip_bad)
    rejects = write_rejects(files, report.refused) if skip_bad and not dry_run else []
    _show(console, slug, report, given, rejects, dry_run, how)
    if problem:
        raise AnnotatorError(problem.code, f"{len(report.refused)} refused, so nothing was stored.")


def _require_format(name: str) -> None:
    known = ["auto", *(info.name for info in formats() if info.reads), "html", "text"]
    if name not in known:
        raise click.UsageError(f"No format {name!r} is read here; there are: {', '.join(known)}")


def _read(
    store: Store, slug: str, files: list[tuple[Path, str]], offsets: str, mapping: bytes
) -> tuple[list[Given], Reading]:
    """Check every article before anything is stored, with a bar for whoever watches."""
    with store.reading() as session:
        scheme = projects.scheme(session, find_project(session, slug))
    how = foreign.prepare(scheme, offsets=offsets, mapping=mapping)
    with click.progressbar(
        length=sum(size_of(path) for path, _ in files),
        label="Reading",
        file=sys.stderr,
        hidden=not sys.stderr.isatty(),
    ) as bar:
        return [item for path, name in files for item in read_file(path, name, scheme, bar.update, how)], how


def _store(
    store: Store, slug: str, given: list[Given], *, dry_run: bool, skip_bad: bool
) -> tuple[Report, ImportRefused | None]:
    """Store what is good; return what became of every line, and why nothing was stored if so."""
    report = Report()
    try:
        with suppress(Rehearsed), store.writing() as session:
            report = _take(session, slug, given, skip_bad)
            if dry_run:
                raise Rehearsed
    except ImportRefused as error:
        return error.report, error
    return report, None


def _take(session: Session, slug: str, given: list[Given], skip_bad: bool) -> Report:
    project = find_project(session, slug)
    return importing.store(session, OPERATOR, project, given, skip_bad=skip_bad)


def _show(
    console: Console, slug: str, report: Report, given: list[Given],
    rejects: list[Path], dry_run: bool, how: Reading,
) -> None:  # fmt: skip
    place = {item.where: number for number, item in enumerate(given)}
    refused = sorted(report.refused, key=lambda line: (place[line.where], line.number))
    for line in refused[:MOST_SHOWN]:
        console.say(str(line))
    if len(refused) > MOST_SHOWN:
        console.say(f"… and {len(refused) - MOST_SHOWN} more.")
    stored = [line for line in report.lines if line.error is None]
    record: dict[str, Any] = {"stored": 0 if dry_run else len(stored), "refused": len(refused), "dry_run": dry_run}
    record |= {"notes": how.lines(), "people": {bears: name for name, bears in how.people.items()}}
    record |= {"rejects": [str(path) for path in rejects], "lines": list(_records(report, given))}
    if stored or console.as_json:
        what = "would be stored" if dry_run else "stored"
        more = f", {len(refused)} refused" if refused else ""
        console.show(record, f"{len(stored)} articles {what} in {slug}{more}.")
    for line in record["lines"]:
        for words in line.get("warnings", ()):
            console.say(f"{line['file']}: {words}")
    for words in how.lines():
        console.say(words)
    for path in rejects:
        console.say(f"The refused lines are in {path}")


def _records(report: Report, given: list[Given]) -> Iterator[dict[str, Any]]:
    """Say of each line what became of it, and of each text how much of it is kept as the article."""
    texts = {(item.where, item.number): item.incoming for item in given}
    for line in report.lines:
        record = {"file": line.where, **line.to_record()}
        incoming = texts.get((line.where, line.number))
        if incoming is not None and line.error is None:
            seen = text_report(incoming)
            record |= {"kept": seen["kept"], "boilerplate": seen["boilerplate"]}
            record |= {name: seen[name] for name in ("page", "warnings") if name in seen}
        yield record
