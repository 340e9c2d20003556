"""Who may log in."""

from __future__ import annotations

import sys

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from annotator.cli.addresses import link_address
from annotator.cli.console import Console, command
from annotator.errors import Invalid, Missing
from annotator.models import Account
from annotator.permissions import OPERATOR
from annotator.services.people import accounts, factors, links
from annotator.services.proof import erasing

FACTOR_WORDS = {
    "must": "{} must have a second factor.",
    "need-not": "{} need not have a second factor.",
    "lost": "{} has no second factor now, and is logged out everywhere.",
}


@click.group()
def user() -> None:
    """Make people known, let them choose a password, shut them out."""


@user.command()
@click.argument("name")
@click.option("--admin", is_flag=True, help="May manage users and the workspace.")
@click.option("--password-stdin", is_flag=True, help="Read the password from stdin; otherwise a link is printed.")
@command
def add(console: Console, name: str, admin: bool, password_stdin: bool) -> None:
    """Make a user, and print a link by which they choose a password, once."""
    password = _password() if password_stdin else None
    with console.store() as store, store.writing() as session:
        account = accounts.create(session, OPERATOR, name, admin=admin)
        if password is not None:
            accounts.set_password(session, account, password, hosts=console.workspace().settings.hosts)
        secret = None if password_stdin else links.for_password(session, OPERATOR, account)
    _show(console, account, secret)


@user.command("list")
@command
def list_users(console: Console) -> None:
    """List the users."""
    with console.store() as store, store.reading() as session:
        people = session.scalars(select(Account).order_by(Account.name_key)).all()
    console.show([_record(person) for person in people], [_line(person) for person in people])


@user.command()
@click.argument("name")
@command
def reset(console: Console, name: str) -> None:
    """Print a link by which the user chooses a new password, once."""
    with console.store() as store, store.writing() as session:
        account = find_account(session, name)
        secret = links.for_password(session, OPERATOR, account)
    _show(console, account, secret)


@user.command()
@click.argument("name")
@click.argument("what", type=click.Choice(["must", "need-not", "lost"]))
@command
def factor(console: Console, name: str, what: str) -> None:
    """Say who must have a second factor or need not; or take away, with all log-ins, that of a lost phone."""
    with console.store() as store, store.writing() as session:
        account = find_account(session, name)
        if what == "lost":
            factors.lost(session, OPERATOR, account)
        else:
            factors.set_must(session, OPERATOR, account, what == "must")
    console.show({**_record(account), "must_factor": account.must_factor}, FACTOR_WORDS[what].format(account.name))


@user.command()
@click.argument("name", required=False)
@click.option("--everybody", is_flag=True, help="In place of a name.")
@command
def logout(console: Console, name: str | None, everybody: bool) -> None:
    """End all log-ins of a user, or of everybody; they may log in again."""
    if (name is None) is not everybody:
        raise click.UsageError("Say a name, or --everybody.")
    with console.store() as store, store.writing() as session:
        if name is None:
            accounts.log_everybody_out(session, OPERATOR)
        else:
            name = find_account(session, name).name
            accounts.log_out(session, OPERATOR, find_account(session, name))
    console.show({"logged_out": name or "everybody"}, f"{name or 'Everybody'} is logged out everywhere.")


@user.command()
@click.argument("name")
@click.option("--undo", is_flag=True, help="Let the user in again.")
@command
def disable(console: Console, name: str, undo: bool) -> None:
    """Shut a user out and end all their log-ins; the work stays."""
    with console.store() as store, store.writing() as session:
        account = find_account(session, name)
        accounts.set_disabled(session, OPERATOR, account, not undo)
    console.show(_record(account), _line(account))


@user.command()
@click.argument("name")
@click.option("--basis", required=True, metavar="TEXT", help="On what ground; it stands in the history for ever.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@command
def erase(console: Console, name: str, basis: str, yes: bool) -> None:
    """Erase a person: name, password, log-ins, tokens, and the notes and reasons they wrote.

    What they annotated stays under its pseudonym, and every history still verifies. This cannot be undone.
    """
    with console.store() as store:
        with store.reading() as session:
            known = find_account(session, name).name
        if not yes and _typed(f"Type the name {known} to erase this person") != known:
            raise click.UsageError("That was another name; nothing was erased.")
        with store.writing() as session:
            gone = erasing.erase(session, OPERATOR, find_account(session, name), basis)
    console.show({"erased": known, "contents": gone}, f"Erased, with the contents of {gone} changes.")


def _password() -> str:
    try:
        typed = sys.stdin.readline().rstrip("\r\n")
        typed.encode()
    except UnicodeError as error:
        raise Invalid("bad_encoding", "The password is not written in UTF-8.") from error
    return typed


def _typed(question: str) -> str:
    try:
        answer: str = click.prompt(question, err=True)
    except click.Abort as stopped:
        if isinstance(stopped.__context__, EOFError):
            raise click.UsageError("Nobody is there to answer; nothing was erased. Say --yes.") from None
        raise
    return answer


def find_account(session: Session, name: str) -> Account:
    """Return the user of that name; an unknown one is wrong usage."""
    try:
        return accounts.find(session, name)
    except Missing as error:
        raise click.UsageError(error.detail) from error


def _show(console: Console, account: Account, secret: str | None) -> None:
    link = link_address(console.workspace(), secret) if secret else None
    if link and not console.as_json:
        console.say(f"{account.name} chooses a password here, once, within seven days:")
    console.show({**_record(account), "link": link}, link or f"{account.name} can log in.")


def _record(account: Account) -> dict[str, object]:
    return {"name": account.name, "admin": account.admin, "disabled": account.disabled}


def _line(account: Account) -> str:
    marks = [word for word, holds in (("admin", account.admin), ("disabled", account.disabled)) if holds]
    return "  ".join([account.name, *marks])
