"""Agreement: the figures of a project, or the measures held against known answers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import click

from annotator.cli import agreement_lines
from annotator.cli.console import Console, command, known_values
from annotator.cli.projects import find_project
from annotator.db import Store
from annotator.errors import AnnotatorError
from annotator.permissions import OPERATOR

SKIPPED = {"MANIFEST.json"}
DRAWS = 2_000
MOST_DRAWS = 100_000


@click.command()
@click.argument("slug", required=False)
@click.option("--tag", "tags", multiple=True, metavar="T", help="Only this tag; may be said again.")
@click.option("--layers", multiple=True, metavar="NAME,…", help="Only these finished layers; all if not given.")
@click.option(
    "--bootstrap", "draws", type=click.IntRange(0, MOST_DRAWS), default=DRAWS, show_default=True, metavar="N",
    help="How many draws of articles an interval rests on; 0 draws none.",
)  # fmt: skip
@click.option(
    "--trim", is_flag=True, help="Let white space and punctuation at the ends of spans be no difference."
)
@click.option("--detail", is_flag=True, help="Add the u-α family and, by Dawid–Skene, who is how often right.")
@click.option("--gamma", is_flag=True, help="Compute γ where it is not known yet; it can take minutes.")
@click.option(
    "--vectors",
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder of known answers, one JSON file each, instead of a project; needs no workspace.",
)
@command
def agreement(
    console: Console,
    slug: str | None,
    tags: tuple[str, ...],
    layers: tuple[str, ...],
    draws: int,
    trim: bool,
    detail: bool,
    gamma: bool,
    vectors: Path | None,
) -> None:
    """Show how far the annotators of the project SLUG agree.

    With --vectors, hold the measures against known answers instead: a line for each, exit 1 if one differs.
    """
    if (slug is None) == (vectors is None):
        raise click.UsageError("Name a project, or a folder with --vectors.")
    if vectors is not None:
        check_vectors(console, vectors)
    elif slug is not None:
        chosen = tuple(name for given in layers for name in given.split(",") if name)
        show(console, slug, Wanted(tags, chosen, draws, trim, detail), gamma=gamma)


class Wanted(NamedTuple):
    """What is asked for, before what computes is loaded."""

    tags: tuple[str, ...]
    layers: tuple[str, ...]
    draws: int
    trim: bool
    detail: bool


def show(console: Console, slug: str, wanted: Wanted, *, gamma: bool) -> None:
    """Print the figures of a project."""
    # What computes is loaded only here: no other command waits for it.
    from annotator.queries import computed
    from annotator.services.agreement.choice import Asked
    from annotator.services.agreement.measuring import measure

    with console.store() as store:
        if gamma:
            _compute_gamma(console, store, slug, wanted.layers)
        with store.reading() as session, known_values():
            found = measure(session, OPERATOR, find_project(session, slug), Asked(*wanted))
        if found.fresh:
            with store.writing() as session:
                computed.keep(session, found.fresh)
    console.show(found.record, agreement_lines.of(found.record))


def _compute_gamma(console: Console, store: Store, slug: str, layers: tuple[str, ...]) -> None:
    """Compute the γ of each article that is not known yet, and keep it."""
    from annotator.queries import computed
    from annotator.services.agreement import gamma as measuring_gamma

    with store.reading() as session, known_values():
        missing = measuring_gamma.missing(session, OPERATOR, find_project(session, slug), layers)
    for number, (key, text) in enumerate(missing.items(), 1):
        body = measuring_gamma.compute(text)
        with store.writing() as session:
            computed.keep(session, {key: body})
        console.say(f"γ of article {number} of {len(missing)}")


def check_vectors(console: Console, vectors: Path) -> None:
    """Hold the measures against the known answers in a folder."""
    files = sorted(path for path in vectors.glob("*.json") if path.name not in SKIPPED)
    if not files:
        raise click.UsageError(f"{vectors} holds no vectors.")
    failed = 0
    found = []
    for result in _results(files):
        found.append(result)
        failed += not result["ok"]
        if not console.as_json:
            console.show(None, _line(result))
    if console.as_json:
        console.show(found, "")
    if failed:
        raise AnnotatorError("wrong", f"{failed} of {len(files)} known answers were not met.")


def _results(files: list[Path]) -> Iterator[dict[str, Any]]:
    from annotator.domain.agreement.vectors import problems

    for path in files:
        vector, problem = _read(path)
        name = vector.get("name", path.stem) if isinstance(vector, dict) else path.stem
        wrong = [problem] if problem else problems(vector)
        yield {"name": str(name), "file": path.name, "ok": not wrong, "problems": wrong}


def _read(path: Path) -> tuple[object, str | None]:
    try:
        return json.loads(path.read_bytes(), parse_constant=_no_number), None
    except (ValueError, RecursionError) as error:
        return None, f"this is not JSON: {error}"
    except OSError as error:
        return None, f"this cannot be read: {error.strerror}"


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no number")


def _line(result: dict[str, Any]) -> str:
    """Return one line whatever stands in the file."""
    line = f"pass {result['name']}" if result["ok"] else f"fail {result['name']}: {'; '.join(result['problems'])}"
    return " ".join(line.split())
