"""Signed checkpoints of every chain: make them, show them, hold them against the workspace."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from annotator import keyring
from annotator.cli.console import Console, command
from annotator.cli.projects import find_project
from annotator.db.integrity import hold_one_state
from annotator.db.types import stamp
from annotator.errors import AnnotatorError
from annotator.models import Checkpoint, Project
from annotator.queries import proof
from annotator.services.proof import checkpoints
from exports.proof.notes import BadNote, Key, kept_notes, open_note, read_checkpoint, read_keys


@click.group(invoke_without_command=True)
@command
def checkpoint(console: Console) -> None:
    """Sign every chain as long as it is now, and print the signed notes.

    Keep them where the operator cannot reach: in a file elsewhere, a letter, a git note. `checkpoint compare`
    holds such a note against the workspace, and `verify DIR --checkpoint FILE` against a release.
    """
    context = click.get_current_context()
    if context.invoked_subcommand is None:
        signer = keyring.signer(console.workspace().path)
        with console.store() as store:
            made = checkpoints.make_all(store, signer)
        _show(console, made)


@checkpoint.command("list")
@click.argument("slug", required=False)
@command
def list_checkpoints(console: Console, slug: str | None) -> None:
    """Print every checkpoint there is, or those of a project."""
    with console.store() as store, store.reading() as session:
        if slug is None:
            rows: Sequence[Checkpoint] = session.scalars(select(Checkpoint).order_by(Checkpoint.id)).all()
        else:
            rows = proof.checkpoints(session, find_project(session, slug))
    _show(console, rows)


@checkpoint.command()
@command
def key(console: Console) -> None:
    """Print the public keys of the workspace, the one in use last; publish it where people trust you."""
    found = keyring.keys(console.workspace().path)
    console.show([str(each) for each in found], [str(each) for each in found])


@checkpoint.command("renew-key")
@command
def renew_key(console: Console) -> None:
    """Sign with a new key from now on; the old public one is kept with its dates."""
    made = keyring.renew(console.workspace().path)
    console.show({"key": str(made.key)}, str(made.key))


@checkpoint.command()
@click.argument("file", type=click.File(encoding="utf-8"))
@click.option("--key", "key_file", type=click.File(encoding="utf-8"), help="Keys you trust; else the workspace's.")
@command
def compare(console: Console, file: TextIO, key_file: TextIO | None) -> None:
    """Hold checkpoints that were kept elsewhere (FILE, or - for stdin) against the workspace as it is."""
    try:
        keys = read_keys(key_file.read()) if key_file else keyring.keys(console.workspace().path)
        notes = [(note, _origin(note, keys)) for note in kept_notes(file.read())]
    except BadNote as error:
        raise AnnotatorError("bad_checkpoint", f"{file.name}: {error}") from error
    except UnicodeError as error:
        raise AnnotatorError("bad_checkpoint", f"{file.name}: This is not written in UTF-8.") from error
    with console.store() as store, store.reading() as session:
        hold_one_state(session)
        found = [(origin, _held(session, note, origin, keys)) for note, origin in notes]
    for origin, wrong in found:
        console.say(f"FAIL {wrong}") if wrong else None
        if not wrong and not console.as_json:
            console.show(None, f"ok   {origin}")
    if console.as_json:
        console.show([{"origin": origin, "ok": wrong is None, "wrong": wrong} for origin, wrong in found], "")
    first = next((wrong for _, wrong in found if wrong), None)
    if first:
        raise AnnotatorError("wrong", first)


def _origin(note: str, keys: list[Key]) -> str:
    return read_checkpoint(open_note(note, keys)).origin


def _held(session: Session, note: str, origin: str, keys: list[Key]) -> str | None:
    """Return what is wrong with a note, None when nothing is."""
    slug = origin.partition("/")[2].removesuffix(checkpoints.ACCESS)
    project = session.scalar(select(Project).where(Project.slug == slug)) if slug else None
    if slug and project is None:
        return f"{origin}: there is no project {slug!r} here"
    return checkpoints.hold(session, project, note, keys)


def _show(console: Console, rows: Sequence[Checkpoint]) -> None:
    records = [{"origin": row.origin, "size": row.size, "made": stamp(row.made), "note": row.note} for row in rows]
    console.show(records, "\n".join(row.note for row in rows).removesuffix("\n"))
