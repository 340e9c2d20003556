"""The people of the demo and their passwords: random, kept in the workspace, readable by its owner alone."""

from __future__ import annotations

import secrets
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from annotator.config import write_private
from annotator.demo.reading import project
from annotator.domain.passwords import weakness
from annotator.models import Account
from annotator.permissions import OPERATOR
from annotator.services.people import accounts

FILE = "demo-passwords.txt"
BYTES = 9


def passwords(folder: Path) -> dict[str, str]:
    """Return the password of each person, made at the first call and kept in the folder."""
    lines = [f"{name} {draw(name)}" for name in project()["people"]]
    write_private(folder / FILE, "\n".join(lines) + "\n")
    kept = (folder / FILE).read_text(encoding="utf-8").splitlines()
    return dict(line.split(" ", 1) for line in kept if " " in line)


def draw(name: str) -> str:
    """Return a random password that the rules of passwords take: chance makes a run of keys now and then."""
    drawn = secrets.token_urlsafe(BYTES)
    return drawn if weakness(drawn, name) is None else draw(name)


def enrol(session: Session, chosen: dict[str, str]) -> dict[str, Account]:
    """Make the accounts, or find them, and let each have its password."""
    people: dict[str, Account] = {}
    for name, about in project()["people"].items():
        account = session.scalar(select(Account).where(Account.name == name))
        if account is None:
            account = accounts.create(session, OPERATOR, name, admin=about.get("admin", False))
        if not accounts.verify_password(account.password_hash, chosen[name]):
            accounts.set_password(session, account, chosen[name])
        people[name] = account
    return people
