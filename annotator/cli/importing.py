"""Take files in: everything or nothing, each error as FILE:LINE: reason."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import click

from annotator.cli import returning
from annotator.cli.console import Console, command
from annotator.cli.files import choose, collect, read_file, size_of
from annotator.cli.interrupts import orderly
from annotator.cli.projects import find_project
from annotator.cli.rejects import Rejects
from annotator.cli.space import require_space
from annotator.cli.told import Told
from annotator.db import Store
from annotator.errors import AnnotatorError
from annotator.jobs.intake import taking_in
from annotator.permissions import OPERATOR
from annotator.queries import projects
from annotator.records.lines import Given, ImportRefused, Report
from annotator.services.corpus import foreign
from exports.format import formats
from exports.options import Reading


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
    with console.store() as store, Told() as told:
        how = _prepare(store, slug, offsets, mapping.read_bytes() if mapping else b"")
        rejects = Rejects(files)
        report, problem = _store(store, slug, files, how, told, rejects, dry_run=dry_run, skip_bad=skip_bad)
        told.show(console, slug, report, how, rejects.made, dry_run=dry_run)
    if not (report.stored or report.refused):
        raise AnnotatorError("empty_file", f"There is nothing to take in in {', '.join(map(str, paths))}.")
    if problem:
        raise AnnotatorError(problem.code, f"{len(report.refused)} refused, so nothing was stored.")


def _require_format(name: str) -> None:
    known = ["auto", *(info.name for info in formats() if info.reads), "html", "text"]
    if name not in known:
        raise click.UsageError(f"No format {name!r} is read here; there are: {', '.join(known)}")


def _prepare(store: Store, slug: str, offsets: str, mapping: bytes) -> Reading:
    with store.reading() as session:
        scheme = projects.scheme(session, find_project(session, slug))
    return foreign.prepare(scheme, offsets=offsets, mapping=mapping)


def _store(
    store: Store, slug: str, files: list[tuple[Path, str]], how: Reading, told: Told,
    rejects: Rejects, *, dry_run: bool, skip_bad: bool,
) -> tuple[Report, ImportRefused | None]:  # fmt: skip
    """Store what is good; return what became of the lines, and why nothing was stored if so."""
    report = Report()
    with store.reading() as session:
        scheme = projects.scheme(session, find_project(session, slug))
    with _bar(files) as bar, orderly() as heed:
        items = (item for path, name in files for item in read_file(path, name, scheme, bar.update, how))
        given = _heeding(items, heed)
        try:
            with (
                taking_in(store, OPERATOR, slug, given, skip_bad=skip_bad, note=told.note) as publish,
                rejects,
                suppress(Rehearsed),
                store.writing() as session,
            ):
                report = publish(session)
                heed()
                if dry_run:
                    raise Rehearsed
                if skip_bad:
                    rejects.write(report.refused)
        except ImportRefused as error:
            return error.report, error
    return report, None


def _heeding(items: Iterator[Given], heed: Callable[[], None]) -> Iterator[Given]:
    for item in items:
        heed()
        yield item


def _bar(files: list[tuple[Path, str]]) -> Any:
    """Return a bar that counts the bytes read, for whoever watches."""
    total, hidden = sum(size_of(path) for path, _ in files), not sys.stderr.isatty()
    return click.progressbar(length=total, label="Taking in", file=sys.stderr, hidden=hidden)
