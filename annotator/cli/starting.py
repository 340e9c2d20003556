"""A new workspace, and the link for its first admin."""

from __future__ import annotations

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from annotator import keyring
from annotator.cli.addresses import link_address
from annotator.cli.console import Console, command, opened
from annotator.config import make_workspace
from annotator.migrations import upgrade
from annotator.models import Account
from annotator.permissions import OPERATOR
from annotator.services.people import accounts, links


@click.command()
@click.option("--admin", default="admin", show_default=True, metavar="NAME", help="The first admin.")
@command
def init(console: Console, admin: str) -> None:
    """Make a workspace, or bring the tables of an old one up to date.

    Prints a link that works once, by which the first admin chooses a password.
    """
    workspace = make_workspace(console.folder)
    keyring.signer(workspace.path)
    with opened(workspace) as store:
        upgrade(store)
        with store.writing() as session:
            secret = _first_admin(session, admin)
    link = link_address(workspace, secret) if secret else None
    lines = [f"The workspace is ready: {workspace.path}"]
    if link:
        lines += [f"Choose the password of the admin {admin} here, once: {link}"]
    console.show({"workspace": str(workspace.path), "admin": admin if link else None, "link": link}, lines)


def _first_admin(session: Session, name: str) -> str | None:
    """Return the secret of a link for the first admin, who is made here; nothing once an admin has a password."""
    admins = session.scalars(select(Account).where(Account.admin.is_(True)).order_by(Account.id)).all()
    if any(account.password_hash for account in admins):
        return None
    account = admins[0] if admins else accounts.create(session, OPERATOR, name, admin=True)
    return links.for_password(session, OPERATOR, account)
