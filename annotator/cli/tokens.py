"""Tokens for programs."""

from __future__ import annotations

import click

from annotator.cli.console import Console, command
from annotator.cli.people import find_account
from annotator.permissions.actor import SCOPES
from annotator.services.people import tokens


@click.group()
def token() -> None:
    """Make tokens for programs that use the API."""


@token.command()
@click.argument("name")
@click.option(
    "--scope", type=click.Choice(SCOPES), default="annotate", show_default=True, help="What it is good for."
)
@click.option(
    "--days",
    type=click.IntRange(1, tokens.MOST_DAYS),
    default=90,
    show_default=True,
    help="How long it lives.",
)
@command
def create(console: Console, name: str, scope: str, days: int) -> None:
    """Print a new token of the user NAME and nothing else; it cannot be shown again."""
    with console.store() as store, store.writing() as session:
        secret = tokens.create(session, find_account(session, name), scope=scope, days=days)
    console.show({"token": secret, "user": name, "scope": scope, "days": days}, secret)
