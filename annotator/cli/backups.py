"""A whole workspace in one file, and back."""

from __future__ import annotations

import os
from pathlib import Path

import click

from annotator.cli.console import Console, command
from annotator.config import DEFAULT_WORKSPACE
from annotator.migrations import newest
from annotator.services.proof import backing_up, restoring


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@command
def backup(console: Console, file: Path) -> None:
    """Write database, keys, settings and captures into FILE, also while serving; FILE is read back and checked.

    The file holds the secret key: keep it as safe as the workspace.
    """
    with console.store() as store:
        manifest = backing_up.back_up(console.workspace(), store, file, revision=newest())
    record = {"file": str(file), "bytes": file.stat().st_size, "files": len(manifest["files"])}
    console.show(record, f"{file}: {record['files']} files, {file.stat().st_size:,} bytes, read back and checked.")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--upgrade", is_flag=True, help="Bring the tables of an older version up to date.")
@command
def restore(console: Console, file: Path, upgrade: bool) -> None:
    """Make the workspace (--workspace) from the backup FILE; one that is there is never touched."""
    given = console.folder or os.environ.get("ANNOTATOR_WORKSPACE") or DEFAULT_WORKSPACE
    folder = Path(given).absolute()
    manifest = restoring.restore(file, folder, with_upgrade=upgrade)
    record = {"workspace": str(folder), "made": manifest["made"], "files": len(manifest["files"])}
    console.show(record, f"{folder} is as it was on {manifest['made']}.")
