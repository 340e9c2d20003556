"""Unsent work of the desk among the files of an import."""

from __future__ import annotations

from pathlib import Path

import click
from sqlalchemy.orm import Session

from annotator.cli.console import Console
from annotator.cli.projects import find_project
from annotator.db import Store
from annotator.errors import AnnotatorError
from annotator.models import Project
from annotator.permissions import OPERATOR
from annotator.services.desk import returning

MOST_BYTES = 20_000_000


class Rehearsed(Exception):
    """All could be stored, and is taken back."""


def are_parcels(paths: tuple[Path, ...]) -> bool:
    """Say whether the files hold unsent work; it comes back on its own, not among articles."""
    found = [_is_parcel(path) for path in paths]
    if any(found) and not all(found):
        raise click.UsageError("Bring back unsent work by itself, without other files.")
    return all(found)


def bring_back(console: Console, store: Store, slug: str, paths: tuple[Path, ...], *, dry_run: bool) -> None:
    """Store the changes of all files in the layers of those who made them, or none."""
    count = 0
    try:
        with store.writing() as session:
            project = find_project(session, slug)
            for path in paths:
                count += _one(session, project, path)
            if dry_run:
                raise Rehearsed
    except Rehearsed:
        pass
    what = "would be brought back" if dry_run else "brought back"
    console.show({"brought_back": count, "dry_run": dry_run}, f"{count} changes {what} in {slug}.")


def _one(session: Session, project: Project, path: Path) -> int:
    try:
        return returning.bring_back(session, OPERATOR, project, path.read_bytes())
    except AnnotatorError as error:
        raise AnnotatorError(error.code, f"{path}: {error.detail} Nothing was stored.") from error


def _is_parcel(path: Path) -> bool:
    if path.suffix.lower() != ".json" or not path.is_file() or path.stat().st_size > MOST_BYTES:
        return False
    return returning.is_parcel(path.read_bytes())
