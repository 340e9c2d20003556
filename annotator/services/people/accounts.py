"""Make people known, let them choose passwords, let them in and out."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterable
from datetime import timedelta
from ipaddress import IPv6Address, IPv6Network, ip_address

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from sqlalchemy import ColumnElement, and_, delete, func, literal, or_, select, update
from sqlalchemy.orm import Session

from annotator import clock
from annotator.domain.names import check_name, name_key
from annotator.domain.passwords import check_password
from annotator.errors import Conflict, LoginNeeded, Missing, TooMany
from annotator.models import Account, Attempt, Link, Login, Member, Project
from annotator.permissions import Act as Permission
from annotator.permissions import Actor, require
from annotator.services.proof.history import Act
from schemas.sayings import say

HASHER = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
AT_ONCE = threading.BoundedSemaphore(2)
NOBODY = HASHER.hash("a password that nobody has")
WINDOW = timedelta(minutes=15)
ADDRESS_FAILURES = 100


def secret_hash(secret: str) -> str:
    """Return what is stored of a random secret: its SHA-256."""
    return hashlib.sha256(secret.encode()).hexdigest()


def create(session: Session, actor: Actor, name: str, *, admin: bool = False) -> Account:
    """Make an account without a password; raises Conflict when the name is taken."""
    require(actor, Permission.ACCOUNT_MANAGE)
    return enrol(session, actor, name, admin=admin)


def enrol(session: Session, actor: Actor, name: str, *, admin: bool = False) -> Account:
    """Make an account for whoever holds an invitation; the link was the permission."""
    name = check_name(name)
    if session.scalar(select(Account.id).where(Account.name_key == name_key(name))):
        raise Conflict(
            "duplicate", say("There is a user %(name)r already; choose another name.", name=name), pointer="/name"
        )
    account = Account(
        public_id=clock.new_id(), name=name, name_key=name_key(name), admin=admin, created=clock.now()
    )
    session.add(account)
    record(session, actor, "account:create", account)
    return account


def find(session: Session, name: str) -> Account:
    """Return the account of that name; raises Missing."""
    account = session.scalar(select(Account).where(Account.name_key == name_key(name)))
    if account is None:
        raise Missing("not_found", say("There is no user %(name)r.", name=name))
    return account


def set_password(session: Session, account: Account, password: str, *, hosts: Iterable[str] = ()) -> None:
    """Keep a new password, end all log-ins of the account and links to choose one; raises Invalid for a weak one.

    A password is weak also when it says a name under which the server is known, or a project of the person's.
    """
    query = select(Project.slug, Project.title).join(Member, Member.project_id == Project.id)
    known = session.execute(query.where(Member.account_id == account.id)).all()
    check_password(password, account.name, [*hosts, *(word for row in known for word in row)])
    with AT_ONCE:
        account.password_hash = HASHER.hash(password)
    end_all(session, account)
    end_links(session, Link.account_id == account.id)


def set_language(session: Session, account: Account, language: str | None) -> None:
    """Keep the language in which the person wants the pages; None leaves it to the browser."""
    account.language = language
    session.flush()


def set_disabled(session: Session, actor: Actor, account: Account, disabled: bool = True) -> None:
    """Shut the account out, or let it in again; the last admin stays."""
    require(actor, Permission.ACCOUNT_MANAGE)
    if disabled:
        require_other_admin(session, account)
        end_links_made(session, account)
    account.disabled = disabled
    end_all(session, account)
    record(session, actor, "account:disable" if disabled else "account:enable", account)


def set_admin(session: Session, actor: Actor, account: Account, admin: bool) -> None:
    """Make the account an admin, or no longer; the last admin stays."""
    require(actor, Permission.ACCOUNT_MANAGE)
    if not admin:
        require_other_admin(session, account)
    if account.admin and not admin:
        end_links_made(session, account)
    account.admin = admin
    end_all(session, account)
    record(session, actor, "account:admin", account)


def set_may_create(session: Session, actor: Actor, account: Account, may_create: bool) -> None:
    """Let the account make projects, or no longer."""
    require(actor, Permission.ACCOUNT_MANAGE)
    account.may_create = may_create
    record(session, actor, "account:allow", account)


def verify_password(password_hash: str | None, password: str) -> bool:
    """Tell whether the password is right, in the same time for people who do not exist."""
    with AT_ONCE:
        try:
            return HASHER.verify(password_hash or NOBODY, password) and password_hash is not None
        except (VerifyMismatchError, InvalidHashError):
            return False


def renew_hash(account: Account, password: str) -> None:
    """Hash the right password anew where it was hashed with settings that are no longer ours."""
    if account.password_hash and HASHER.check_needs_rehash(account.password_hash):
        with AT_ONCE:
            account.password_hash = HASHER.hash(password)


def require_patience(session: Session, name: str, address: str, failures: int) -> None:
    """Raise TooMany when this name or this address has failed too often in the last minutes."""
    since = clock.now() - WINDOW
    for key, limit in zip(_counted(name, address), (failures, ADDRESS_FAILURES), strict=True):
        query = select(func.count(), func.min(Attempt.at)).where(Attempt.key == key, Attempt.at > since)
        count, first = session.execute(query).one()
        if count >= limit:
            wait = max(1, int((first + WINDOW - clock.now()).total_seconds()))
            words = say("Too many tries. Wait %(wait)s minutes, then log in again.", wait=wait // 60 + 1)
            raise TooMany("rate_limited", words, retry_after=wait)


def count_try(session: Session, name: str, address: str, failures: int) -> list[int]:
    """Count a try as failed before it is made, since many at once would all find few; raises TooMany.

    Returns what is to be taken back when it was right.
    """
    session.scalar(select(Account.id).where(Account.name_key == name_key(name)).with_for_update())
    require_patience(session, name, address, failures)
    return note_failure(session, name, address)


def take_back(session: Session, tried: list[int]) -> None:
    """Count a try no longer: it was right."""
    session.execute(delete(Attempt).where(Attempt.id.in_(tried)))


def note_failure(session: Session, name: str, address: str) -> list[int]:
    """Count a failed log-in against the name and the address; forget those that no longer count."""
    failed = or_(Attempt.key.startswith("name "), Attempt.key.startswith("address "))
    session.execute(delete(Attempt).where(failed, Attempt.at < clock.now() - WINDOW))
    noted = [Attempt(key=key, at=clock.now()) for key in _counted(name, address)]
    session.add_all(noted)
    session.flush()
    return [attempt.id for attempt in noted]


def _counted(name: str, address: str) -> tuple[str, str]:
    """Return what failures count against; of IPv6 a network of 64 bits, since who has one address has all."""
    try:
        found = ip_address(address)
    except ValueError:
        found = None
    if isinstance(found, IPv6Address):
        address = str(found.ipv4_mapped or IPv6Network((int(found) >> 64 << 64, 64)))
    return f"name {name_key(name)}", f"address {address}"


def start_login(session: Session, account: Account, *, place: str = "", pending: bool = False) -> str:
    """Begin a log-in and return its secret, which only the cookie will hold.

    A pending one waits for the second factor: it lets nobody in, and failures so far go on counting.
    """
    if account.disabled:
        raise LoginNeeded("login_needed", "This account is disabled.")
    secret, now = clock.new_token(), clock.now()
    if not pending:
        session.execute(delete(Attempt).where(Attempt.key == f"name {account.name_key}"))
    known = {"public_id": clock.new_id(), "token_hash": secret_hash(secret), "account_id": account.id}
    times = {"created": now, "seen": now, "confirmed": now}
    session.add(Login(**known, **times, place=place, pending=pending))
    return secret


def end_login(session: Session, secret: str) -> None:
    """End one log-in on the server."""
    session.execute(delete(Login).where(Login.token_hash == secret_hash(secret)))


def end_all(session: Session, account: Account) -> None:
    """End every log-in of the account."""
    session.execute(delete(Login).where(Login.account_id == account.id))


def end_links(session: Session, which: ColumnElement[bool]) -> None:
    """Use up those of the open links."""
    session.execute(update(Link).where(Link.used.is_(None), which).values(used=clock.now()))


def end_links_made(session: Session, account: Account, project: Project | None = None) -> None:
    """Use up the links that the account made, in one project or all, since whoever made one may have kept it.

    Where it is not known who made one, those go that the account had the right to make.
    """
    managed = select(Member.project_id).where(Member.account_id == account.id, Member.role == "manager")
    allowed = or_(Link.project_id.in_(managed), and_(Link.purpose == "password", literal(account.admin)))
    made = or_(Link.maker_id == account.id, and_(Link.maker_id.is_(None), allowed))
    end_links(session, made if project is None else and_(made, Link.project_id == project.id))


def log_out(session: Session, actor: Actor, account: Account) -> None:
    """End every log-in of somebody, who may log in again."""
    require(actor, Permission.ACCOUNT_MANAGE)
    end_all(session, account)
    record(session, actor, "account:logout", account)


def log_everybody_out(session: Session, actor: Actor) -> None:
    """End every log-in of everybody, the actor's too."""
    require(actor, Permission.ACCOUNT_MANAGE)
    session.execute(delete(Login))
    Act(session, actor, "account:logout-all", None).record()


def require_other_admin(session: Session, account: Account) -> None:
    """Raise Conflict `last_admin` when nobody else could manage the workspace."""
    query = select(Account.id).where(
        Account.admin.is_(True), Account.disabled.is_(False), Account.id != account.id
    )
    if account.admin and session.scalar(query) is None:
        raise Conflict("last_admin", "This is the last admin; make another one first.")


def record(session: Session, actor: Actor, action: str, account: Account) -> None:
    """Write into the workspace's history what was done to the account."""
    session.flush()
    act = Act(session, actor, action, None)
    act.touch(account)
    act.record()
