"""What every command is given: the workspace, the store, and where results and messages go."""

from __future__ import annotations

import functools
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar, cast

import click

from annotator.config import Workspace, find_workspace
from annotator.db import Store, open_store
from annotator.errors import ConfigurationError, Invalid
from annotator.migrations import require_current
from annotator.services.proof.locating import naming_damage

F = TypeVar("F", bound=Callable[..., Any])


@dataclass
class Console:
    """Where the person at the command line stands."""

    folder: str | None = None
    as_json: bool = False

    def workspace(self) -> Workspace:
        """Return the workspace; raises ConfigurationError when there is none."""
        found = find_workspace(self.folder)
        if not os.access(found.path, os.W_OK):
            raise ConfigurationError("workspace_unwritable", f"{found.path} cannot be written in.")
        return found

    @contextmanager
    def store(self) -> Iterator[Store]:
        """Hand out the store of the workspace, its tables as new as the code; closed when the block ends."""
        with opened(self.workspace()) as store:
            require_current(store)
            with naming_damage(store):
                yield store

    def show(self, value: Any, lines: Iterable[str] | str) -> None:
        """Print the result: the value for a program, the lines for a person."""
        if self.as_json:
            text = json.dumps(value, ensure_ascii=False, indent=None)
        else:
            text = lines if isinstance(lines, str) else "\n".join(lines)
        if text:
            click.echo(click.format_filename(text))  # the name of a file in it may be no text
        sys.stdout.flush()

    def say(self, words: str) -> None:
        """Print a message for the person, not part of the result."""
        click.echo(words, err=True)


@contextmanager
def opened(workspace: Workspace) -> Iterator[Store]:
    """Open the store of a workspace for the block."""
    store = open_store(workspace.database_url, workspace.lock_path)
    try:
        yield store
    finally:
        store.close()


@contextmanager
def known_values() -> Iterator[None]:
    """Let an option that names what is not there be wrong usage, as an unknown user is."""
    try:
        yield
    except Invalid as error:
        if error.code == "unknown_value":
            raise click.UsageError(error.detail) from error
        raise


def command(function: F) -> F:
    """Give a command the console as its first argument, and the options that may stand anywhere."""
    for option in (
        click.option("--json", is_flag=True, hidden=True, expose_value=False, callback=_keep),
        click.option("--workspace", metavar="DIR", hidden=True, expose_value=False, callback=_keep),
    ):
        function = option(function)

    @functools.wraps(function)
    def checked(console: Console, **given: Any) -> Any:
        _require_words(click.get_current_context())
        return function(console, **given)

    return cast(F, click.make_pass_decorator(Console, ensure=True)(checked))


def _require_words(context: click.Context) -> None:
    """Refuse bytes that are no text where words are wanted; a path may be made of any."""
    for param in context.command.params:
        found = context.params.get(param.name or "") if param.type is click.STRING else None
        for words in (found,) if isinstance(found, str) else found or ():
            if not words.isprintable() and any("\ud800" <= char <= "\udfff" for char in words):
                raise click.BadParameter(f"{words!r} is not written in UTF-8.", param=param)


def _keep(context: click.Context, option: click.Parameter, value: Any) -> None:
    console = context.ensure_object(Console)
    if option.name == "json":
        console.as_json = console.as_json or bool(value)
    elif value:
        console.folder = value
