"""A workspace with the demo project, served."""

from __future__ import annotations

import click

from annotator import keyring
from annotator.cli.addresses import PORT
from annotator.cli.console import Console, command, opened
from annotator.cli.serving import listen_and_run
from annotator.cli.warming import warm_up
from annotator.config import Workspace, make_workspace
from annotator.errors import Conflict
from annotator.migrations import upgrade
from annotator.services.evidence.vault import Vault


@click.command()
@click.option(
    "--port", type=click.IntRange(0, 65535), default=PORT, show_default=True, help="0 takes any free one."
)
@click.option("--no-serve", is_flag=True, help="Only make it, and print the logins.")
@command
def demo(console: Console, port: int, no_serve: bool) -> None:
    """Make a workspace with the demo project, print its logins, and serve it.

    Three invented stories, three annotators who disagree, a reviewer, a researcher. Run again, it serves what is
    there. Needs no init.
    """
    workspace = make_workspace(console.folder)
    keyring.signer(workspace.path)
    logins = _ready(workspace)
    lines = [f"{'user':12} password", *(f"{name:12} {password}" for name, password in logins.items())]
    record = {"workspace": str(workspace.path), "project": "demo", "logins": logins}
    if no_serve:
        console.show(record, [*lines, f"Serve it with: annotator --workspace {workspace.path} serve"])
        return
    listen_and_run(console, workspace, "127.0.0.1", port, workers=2, proxies=0, record=record, lines=lines)


def _ready(workspace: Workspace) -> dict[str, str]:
    """Make the project where it is missing, and return the logins."""
    from annotator.demo import making, people  # the demo is loaded only where it is wanted

    with opened(workspace) as store:
        upgrade(store)
        with store.reading() as session:
            there = making.exists(session)
            if not there and making.is_foreign(session):
                words = f"{workspace.path} holds other work; make the demo in another folder with --workspace."
                raise Conflict("foreign_workspace", words)
        made_anew = not (workspace.path / people.FILE).exists()
        logins = people.passwords(workspace.path)
        if not there or made_anew:
            with store.writing() as session:
                accounts = people.enrol(session, logins)
                if not there:
                    warm_up()
                    making.make(session, accounts, Vault(workspace.captures))
    return logins
