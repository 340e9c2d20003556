"""Who does what in a project."""

from __future__ import annotations

import click

from annotator.cli.console import Console, command
from annotator.cli.people import find_account
from annotator.cli.projects import find_project
from annotator.permissions import OPERATOR
from annotator.permissions.actor import ROLES
from annotator.services.project import projects


@click.group()
def member() -> None:
    """Give people their roles in a project."""


@member.command()
@click.argument("slug")
@click.argument("name")
@click.argument("role", type=click.Choice(ROLES))
@command
def add(console: Console, slug: str, name: str, role: str) -> None:
    """Give the user NAME the ROLE in the project SLUG; a person may hold several."""
    with console.store() as store, store.writing() as session:
        account = find_account(session, name)
        projects.add_member(session, OPERATOR, find_project(session, slug), account, role)
    console.show({"project": slug, "name": account.name, "role": role}, f"{account.name} is {role} of {slug}.")
