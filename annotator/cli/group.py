"""The root command: where the workspace is, in which form results come, what every failure exits with."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from sqlalchemy.exc import DBAPIError

from annotator import __version__
from annotator.cli import commands, interrupts
from annotator.cli.console import Console
from annotator.cli.failures import DONE, FAILED, INTERRUPTED, USAGE, code_of, without_passwords, words_of
from annotator.cli.loading import quietly, settled, uncollected
from annotator.errors import AnnotatorError

STOPPED = "Interrupted; nothing is half done."


class Root(click.Group):
    """A group that turns every failure into one line on stderr and an exit code, never a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return sorted(commands.MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load the command."""
        with quietly(), uncollected():
            command = commands.load(cmd_name)
            settled()
            return command

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run the command and leave the process with its exit code."""
        extra["standalone_mode"] = False
        if sys.stdin is None:  # closed by who started us
            sys.stdin = Path(os.devnull).open()  # noqa: SIM115
        if sys.stdout is None:
            sys.stdout = Path(os.devnull).open("w")  # noqa: SIM115
        sys.exit(_guarded(lambda: super(Root, self).main(*args, **extra)))

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; when nobody reads its results any more, stop quietly."""
        try:
            with interrupts.ending():
                result = super().invoke(ctx)
            sys.stdout.flush()
            return result
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return DONE


def _guarded(run: Callable[[], Any]) -> int:
    try:
        code = run()
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return USAGE
    except click.ClickException as error:
        return _say(error.format_message(), error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        return _say(STOPPED, INTERRUPTED)
    except AnnotatorError as error:
        return _failed(error, without_passwords(error.detail), code_of(error))
    except (DBAPIError, sqlite3.Error, OSError) as error:
        return _failed(error, words_of(error), FAILED)
    except Exception as error:  # noqa: BLE001 - whatever it is, a person gets a line and not a traceback
        return _failed(error, f"Something went wrong inside: {type(error).__name__}: {error}", FAILED)
    return code if isinstance(code, int) else DONE


def _failed(error: Exception, words: str, code: int) -> int:
    return _say(STOPPED, INTERRUPTED) if interrupts.caused(error) else _say(words, code)


def _say(words: str, code: int) -> int:
    for line in words.splitlines() if code == USAGE else [words]:  # what is wrong in a file, a fault a line
        click.echo(f"annotator: {' '.join(line.split())}", err=True)
    return code


@click.group(cls=Root, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="annotator")
@click.option(
    "--workspace",
    metavar="DIR",
    help="The folder with database, keys and settings; else ANNOTATOR_WORKSPACE, else ./annotator-workspace.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the result for a program.")
@click.pass_context
def main(context: click.Context, workspace: str | None, as_json: bool) -> None:
    """Close reading of news articles, from annotation to a corpus that can be audited.

    You act as the operator, who may do everything. Results go to stdout, messages to stderr. Exit codes: 0 done,
    1 refused or failed, 2 wrong usage or configuration, 130 interrupted.
    --workspace and --json may also stand after the command.
    """
    console = context.ensure_object(Console)
    console.folder, console.as_json = workspace or console.folder, as_json or console.as_json
