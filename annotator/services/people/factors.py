"""The second factor: set up, proved by a code, asked for at log-in, taken away when the phone is lost."""

from __future__ import annotations

import secrets
from collections.abc import Iterable

import pyotp
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from annotator import clock
from annotator.domain import second_factor as codes
from annotator.errors import Conflict, Invalid, Missing
from annotator.models import Account, Factor, Member, Recovery
from annotator.permissions import Act as Permission
from annotator.permissions import Actor, require
from annotator.services.people import accounts
from annotator.services.people.sealing import seal, unseal


def begin(session: Session, account: Account, key: str) -> None:
    """Make a secret for the person's app, sealed with the workspace's key; it counts once a code has proved it."""
    if proved(session, account):
        raise Conflict("factor_exists", "You have a second factor. End it first, then set up another one.")
    _drop(session, account)
    sealed = seal(key, pyotp.random_base32(), account.public_id)
    session.add(Factor(account_id=account.id, sealed=sealed, since=None, step=0))
    session.flush()


def secret(session: Session, account: Account, key: str) -> str:
    """Return the secret of a factor that is not proved yet; raises Missing: afterwards nobody sees it again."""
    factor = _factor(session, account)
    if factor is None or factor.since is not None:
        raise Missing()
    return unseal(key, factor.sealed, account.public_id)


def prove(session: Session, actor: Actor, account: Account, code: str, key: str) -> list[str]:
    """Turn the factor on by its first code and return the recovery codes; raises Invalid for a wrong code."""
    factor = _factor(session, account)
    if factor is None or factor.since is not None:
        raise Missing()
    if not _takes(session, account, factor, codes.bare(code), key):
        raise wrong_code()
    factor.since = clock.now()
    accounts.record(session, actor, "account:factor", account)
    return _new_codes(session, account)


def passes(session: Session, account: Account, code: str, key: str) -> bool:
    """Tell whether the code lets the person in; it is used up by that, and a recovery code is gone."""
    bare = codes.bare(code)
    if codes.DIGITS.fullmatch(bare):
        factor = proved(session, account)
        return factor is not None and _takes(session, account, factor, bare, key)
    used = delete(Recovery).where(
        Recovery.account_id == account.id, Recovery.code_hash == accounts.secret_hash(bare)
    )
    return bool(session.execute(used.returning(Recovery.id)).first())


def renew_codes(session: Session, actor: Actor, account: Account) -> list[str]:
    """Make new recovery codes in place of all that are left; raises Missing without a second factor."""
    if proved(session, account) is None:
        raise Missing()
    accounts.record(session, actor, "account:recovery", account)
    return _new_codes(session, account)


def end(session: Session, actor: Actor, account: Account) -> None:
    """Take the person's own second factor away; raises Conflict for whoever must have one."""
    if account.must_factor:
        raise Conflict("factor_needed", "Your account must have a second factor. An admin can change that.")
    _drop(session, account)
    accounts.record(session, actor, "account:factor-end", account)


def lost(session: Session, actor: Actor, account: Account) -> None:
    """Take away the second factor of somebody whose phone is lost, and end all their log-ins."""
    require(actor, Permission.ACCOUNT_MANAGE)
    _drop(session, account)
    accounts.end_all(session, account)
    accounts.record(session, actor, "account:factor-lost", account)


def set_must(session: Session, actor: Actor, account: Account, must: bool) -> None:
    """Say whether the person must have one; who has none is logged out, and sets it up at the next log-in."""
    require(actor, Permission.ACCOUNT_MANAGE)
    account.must_factor = must
    if must and proved(session, account) is None:
        accounts.end_all(session, account)
    accounts.record(session, actor, "account:factor-must", account)


def must(session: Session, account: Account, roles: Iterable[str]) -> bool:
    """Tell whether the person must have one: marked by an admin, an admin, or in a role of those."""
    wanted = set(roles)
    if account.must_factor or (account.admin and "admin" in wanted):
        return True
    held = select(Member.id).where(Member.account_id == account.id, Member.role.in_(wanted))
    return session.scalar(held.limit(1)) is not None


def proved(session: Session, account: Account) -> Factor | None:
    """Return the person's second factor, None when there is none that counts."""
    factor = _factor(session, account)
    return factor if factor is not None and factor.since is not None else None


def codes_left(session: Session, account: Account) -> int:
    """Return how many recovery codes the person has not used."""
    query = select(func.count()).select_from(Recovery).where(Recovery.account_id == account.id)
    return session.scalar(query) or 0


def wrong_code() -> Invalid:
    """Return what is said of a wrong code, and of one that was used before."""
    words = "This code is not right, or was used already. Wait for the next one, and check the phone's clock."
    return Invalid("wrong_code", words, pointer="/code")


def _factor(session: Session, account: Account) -> Factor | None:
    return session.scalar(select(Factor).where(Factor.account_id == account.id))


def _takes(session: Session, account: Account, factor: Factor, code: str, key: str) -> bool:
    """Use the code up: of two who send the same one, the second finds its half minute gone."""
    step = codes.step_of(unseal(key, factor.sealed, account.public_id), code, clock.now())
    if step is None:
        return False
    taken = update(Factor).where(Factor.id == factor.id, Factor.step < step).values(step=step)
    return bool(session.execute(taken.returning(Factor.id)).first())


def _new_codes(session: Session, account: Account) -> list[str]:
    session.execute(delete(Recovery).where(Recovery.account_id == account.id))
    size = codes.GROUPS * codes.GROUP
    made = ["".join(secrets.choice(codes.LETTERS) for _ in range(size)) for _ in range(codes.RECOVERY_CODES)]
    session.add_all(Recovery(account_id=account.id, code_hash=accounts.secret_hash(code)) for code in made)
    session.flush()
    return [codes.grouped(code) for code in made]


def _drop(session: Session, account: Account) -> None:
    for table in (Factor, Recovery):
        session.execute(delete(table).where(table.account_id == account.id))
