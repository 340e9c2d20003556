"""Freeze a corpus under a number and write it as a folder."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from annotator.cli.console import Console, command
from annotator.cli.projects import find_project
from annotator.domain.splits import MODES
from annotator.errors import Invalid
from annotator.permissions import OPERATOR
from annotator.services.release import releasing
from annotator.services.release.package.options import Options, read_options, read_version
from annotator.services.release.releasing import Built, NotReady
from exports.release.texts import TEXTS


@click.command()
@click.argument("slug")
@click.argument("version")
@click.option(
    "-o", "--output", required=True, metavar="DIR", type=click.Path(path_type=Path),
    help="The folder to make; refused when it is there and not empty.",
)  # fmt: skip
@click.option(
    "--split", metavar="train=.8,dev=.1,test=.1", help="Parts and their shares; not divided if not given."
)
@click.option("--folds", type=int, metavar="K", help="So many equal parts instead, for cross-validation.")
@click.option("--seed", type=int, metavar="N", help="Another number divides otherwise; 0 if not given.")
@click.option(
    "--mode", type=click.Choice(MODES),
    help="story keeps what hangs together in one part (default), outlet each outlet too, time the earliest first.",
)  # fmt: skip
@click.option("--hold-out", "hold_out", multiple=True, metavar="OUTLET", help="An outlet for the last part only.")
@click.option(
    "--texts", type=click.Choice(TEXTS),
    help="How much of the texts is passed on; full, where rights are recorded, if not given.",
)  # fmt: skip
@command
def release(console: Console, slug: str, version: str, output: Path, **given: Any) -> None:
    """Freeze the project SLUG as VERSION (such as 1.0.0) and write it to a folder.

    A version is frozen at its first build: later the same bytes are written again, whatever happened since. Layers
    that are not handed in and gold that is not finished stay out. All that stands in the way is told, with what to
    do about it.
    """
    options, number = _read(version, given)
    with console.store() as store:
        with store.reading() as session:
            find_project(session, slug)
        with _bar() as bar:
            try:
                built = releasing.build(
                    console.workspace(),
                    store,
                    OPERATOR,
                    slug,
                    number,
                    options,
                    into=output.absolute(),
                    progress=_steps(bar),
                )
            except NotReady as error:
                for hole in error.holes:
                    console.say(f"{hole.check}: {hole.words} ({hole.where})")
                raise
    _show(console, output, built)


def _read(version: str, given: dict[str, Any]) -> tuple[Options, str]:
    try:
        options = {**given, "hold_out": list(given["hold_out"]) or None}
        return read_options(options), read_version(version)
    except Invalid as error:
        raise click.UsageError(error.detail) from error


def _bar() -> Any:
    return click.progressbar(length=0, label="Reading", file=sys.stderr, hidden=not sys.stderr.isatty())


def _steps(bar: Any) -> Callable[[int, int], None]:
    def step(done: int, of: int) -> None:
        bar.length = of
        bar.update(done - bar.pos)

    return step


def _show(console: Console, output: Path, built: Built) -> None:
    release = built.release
    for words in built.warnings:
        console.say(f"Note: {words}")
    record = {
        "folder": str(output),
        "version": release.version,
        "frozen_now": built.fresh,
        "options": release.options,
        "sha256": release.sums_sha256,
        "files": len(release.files),
        "notes": built.warnings,
    }
    how = "frozen and written" if built.fresh else "written as it was frozen"
    console.show(record, f"{release.version} is {how} to {output} (SHA256SUMS {release.sums_sha256[:16]}…)")
