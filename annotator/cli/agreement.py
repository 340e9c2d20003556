"""Agreement: here, the measures held against known answers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from annotator.cli.console import Console, command
from annotator.errors import AnnotatorError

SKIPPED = {"MANIFEST.json"}


@click.command()
@click.option(
    "--vectors",
    required=True,
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder of known answers, one JSON file each.",
)
@command
def agreement(console: Console, vectors: Path) -> None:
    """Hold the measures of agreement against known answers: a line for each, exit 1 if one differs.

    Needs no workspace.
    """
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
    # What computes is loaded only here: no other command waits for it.
    from annotator.domain.agreement.vectors import problems

    for path in files:
        vector, problem = _read(path)
        name = vector.get("name", path.stem) if isinstance(vector, dict) else path.stem
        wrong = [problem] if problem else problems(vector)
        yield {"name": str(name), "file": path.name, "ok": not wrong, "problems": wrong}


def _read(path: Path) -> tuple[object, str | None]:
    try:
        return json.loads(path.read_bytes()), None
    except ValueError as error:
        return None, f"this is not JSON: {error}"


def _line(result: dict[str, Any]) -> str:
    return f"pass {result['name']}" if result["ok"] else f"fail {result['name']}: {'; '.join(result['problems'])}"
