"""Hold the workspace against itself, or an exported corpus against its hashes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import click
from sqlalchemy.orm import Session

from annotator import keyring
from annotator.cli.console import Console, command, opened
from annotator.config import Workspace, find_workspace
from annotator.db.damage import UNREADABLE, unread
from annotator.errors import AnnotatorError
from annotator.migrations import require_current
from annotator.services.evidence.vault import Vault
from annotator.services.proof import checking
from annotator.services.proof.checking import Finding
from annotator.services.release.package.verifying import check_release
from exports.proof.command import read_trusted
from exports.proof.notes import Key
from exports.proof.release import is_release
from exports.proof.report import Wrong
from exports.proof.zipped import folder_of, is_zip
from exports.verify import verify_file


@click.command()
@command
def check(console: Console) -> None:
    """Hold the database against itself: integrity, foreign keys, quotes at their offsets, state equals history."""
    _check_workspace(console, checking.check)


@click.command()
@click.argument("path", required=False, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--key", metavar="FILE", type=click.Path(), help="Of a release: keys you trust, got another way than with it."
)
@click.option(
    "--checkpoint", metavar="FILE", type=click.Path(), help="Of a release: checkpoints that you kept from before."
)
@command
def verify(console: Console, path: Path | None, key: str | None, checkpoint: str | None) -> None:
    """Check a workspace, or offline a corpus or a release: hashes, history, quotes; name the first thing wrong.

    PATH is a corpus file, the folder or zip of a release, or a workspace; without it, the workspace in use.
    """
    if path is not None and is_zip(path):
        _verify_zip(console, path, key, checkpoint)
        return
    if path is not None and path.is_file():
        _verify_file(console, path)
        return
    if path is not None and is_release(path):
        _verify_release(console, path, key, checkpoint)
        return
    if path is not None and not (Workspace(path).exists or Workspace(path).has_work):
        raise click.UsageError(f"{path} is neither a corpus file, nor a release, nor a workspace.")
    console.folder = str(find_workspace(path).path) if path else console.folder
    _check_workspace(console, checking.verify)


def _check_workspace(console: Console, run: Callable[[Session, Vault, list[Key]], Iterator[Finding]]) -> None:
    """Report what is found; damage that keeps even the version of the tables from being read is for the checks."""
    workspace = console.workspace()
    keys = keyring.trusted(workspace.path)
    with opened(workspace) as store:
        try:
            require_current(store)
        except UNREADABLE as error:
            unread(error)
        with store.reading() as session:
            _report(console, run(session, Vault(workspace.captures), keys))


def _report(console: Console, findings: Iterable[Finding]) -> None:
    """Print a line for each check; what is wrong goes to stderr, and the first of it is the reason to fail."""
    seen = []
    for finding in findings:
        seen.append(finding)
        if finding.ok and not console.as_json:
            console.show(None, f"ok   {finding.check}: {finding.looked_at:,}")
        for words in finding.wrong:
            console.say(f"FAIL {finding.check}: {words}")
    if console.as_json:
        console.show([finding.to_record() for finding in seen], "")
    wrong = [words for finding in seen for words in finding.wrong]
    if wrong:
        raise AnnotatorError("wrong", f"{len(wrong)} things are wrong. The first: {wrong[0]}")


def _verify_zip(console: Console, path: Path, key: str | None, checkpoint: str | None) -> None:
    """Check the release in a zip; what is no zip, or holds none, fails."""
    try:
        with folder_of(path) as folder:
            if not is_release(folder):
                raise click.UsageError(f"{path} holds no release.")
            _verify_release(console, folder, key, checkpoint)
    except Wrong as wrong:
        raise AnnotatorError("wrong", f"{path}: {wrong}") from wrong


def _verify_release(console: Console, folder: Path, key: str | None, checkpoint: str | None) -> None:
    """Print a line for each step; the first that fails is the reason to fail."""
    try:
        keys, held = read_trusted(key, checkpoint)
    except (OSError, ValueError) as error:
        raise click.UsageError(str(error)) from error
    steps = check_release(folder, keys=keys, held=held)
    for step in steps:
        if step.wrong:
            console.say(str(step))
        elif not console.as_json:
            console.show(None, str(step))
    if console.as_json:
        console.show([step.to_record() for step in steps], "")
    wrong = [step.wrong for step in steps if step.wrong]
    if wrong:
        raise AnnotatorError("wrong", f"{folder}: {len(wrong)} steps fail. The first: {wrong[0]}")


def _verify_file(console: Console, path: Path) -> None:
    report = verify_file(path)
    record = {"file": str(path), "ok": report.ok, "lines": report.lines, "first_wrong": report.first_wrong}
    record["notes"] = report.notes
    if report.ok or console.as_json:
        console.show(record, f"ok   {path}: {report.lines:,} lines")
    for words in report.notes:
        console.say(words)
    if report.more_notes:
        console.say(f"… and {report.more_notes} more of these.")
    if not report.ok:
        raise AnnotatorError("wrong", f"{path}: {report.first_wrong}")
