"""Hand the corpus out: streamed, and never half a file."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from annotator.cli.console import Console, command, known_values
from annotator.cli.projects import find_project
from annotator.db import Store
from annotator.errors import AnnotatorError, Busy, Conflict, StorageFull
from annotator.models import Project
from annotator.permissions import OPERATOR
from annotator.placing import placed
from annotator.queries import proof
from annotator.services.corpus import exporting
from annotator.services.proof import access
from exports.format import Losses, formats, get
from exports.record import RecordError

PAGES = "http://127.0.0.1:8000/projects/{slug}/fact-checks"
"""Where `serve` shows fact-checks unless told otherwise: the command line knows no other address."""


@click.command()
@click.argument("slug")
@click.option(
    "--format", "name", default="jsonl", show_default=True, metavar="NAME", help="See: annotator formats."
)
@click.option(
    "--layers", default="gold", show_default=True, metavar="gold|all|NAME",
    help="The gold, every layer in whatever state, or the layer of that name.",
)  # fmt: skip
@click.option(
    "-o", "--output", default="-", metavar="FILE|DIR|-", type=click.Path(),
    help="Where to; stdout if not given. A format of several files goes into a folder, or a zip if it ends so.",
)  # fmt: skip
@click.option("--force", is_flag=True, help="Overwrite what is there.")
@command
def export(console: Console, slug: str, name: str, layers: str, output: str, force: bool) -> None:
    """Write the articles of the project SLUG; what the format cannot carry is told on stderr."""
    _require_format(name)
    target = None if output == "-" else Path(output)
    if target is not None and _holds_something(target) and not force:
        raise Conflict("exists", f"{target} exists; choose another name, or say --force.")
    losses = Losses()
    with console.store() as store, store.reading() as session, known_values():
        project = find_project(session, slug)
        exporting.require_format(name)
        _keep(console, store, project, proof.acts_of(session, project), {"layers": layers, "format": name})
        try:
            if target is not None and get(name).folder and target.suffix.lower() != ".zip":
                size = exporting.write_folder(session, OPERATOR, project, losses, target, name=name, chosen=layers)
            else:
                pages = PAGES.format(slug=slug)
                parts = exporting.write(session, OPERATOR, project, losses, name=name, chosen=layers, pages=pages)
                size = _to_stdout(parts) if target is None else _to_file(parts, target)
        except RecordError as error:
            raise AnnotatorError("bad_record", f"{error} (see: annotator check)") from error
    for line in losses.lines():
        console.say(f"Left out: {line}")
    if target is not None:
        console.show({"file": str(target), "bytes": size, "left_out": losses.lines()}, str(target))


def _keep(console: Console, store: Store, project: Project, acts: int, about: dict[str, Any]) -> None:
    """Note the export in the access chain; a store that takes no writes is still exported."""
    try:
        with store.writing() as session:
            about = {**about, "without": []}
            access.record(session, OPERATOR, session.get_one(Project, project.id), "export", about, acts=acts)
    except (Busy, StorageFull) as error:
        console.say(f"The export could not be noted in the access chain: {error.detail}")


def _require_format(name: str) -> None:
    known = [info.name for info in formats() if info.writes]
    if name not in known:
        raise click.UsageError(f"No format {name!r} is written here; there are: {', '.join(known)}")


def _holds_something(target: Path) -> bool:
    return any(target.iterdir()) if target.is_dir() else target.exists()


def _to_stdout(parts: Iterable[bytes]) -> int:
    out = sys.stdout.buffer
    size = sum(out.write(part) for part in parts)
    out.flush()
    return size


def _to_file(parts: Iterable[bytes], target: Path) -> int:
    with placed(target) as file:
        return sum(file.write(piece) for piece in parts)
