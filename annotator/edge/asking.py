"""Who is asking, and the sessions of the store that an answer uses."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import timedelta
from typing import Literal, TypeVar, cast

from flask import Flask, current_app, g, request, session
from sqlalchemy.orm import Session

from annotator import clock
from annotator.config import Settings, Workspace
from annotator.db import Store
from annotator.errors import Busy, LoginNeeded, StorageFull
from annotator.models import Login
from annotator.permissions import Actor
from annotator.queries import actors
from annotator.services.evidence.vault import Vault
from annotator.services.people import rates
from annotator.services.people.accounts import secret_hash

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
"""The methods of requests that change nothing."""
SEEN_EVERY = timedelta(minutes=5)
BRIEFLY = 0.5
"""The seconds that a page waits for the writer's turn to keep what it can do without."""
UNASKED = object()
Answer = TypeVar("Answer")
First = tuple[ExitStack, Session]


def store() -> Store:
    """Return the store of the application."""
    return cast(Store, current_app.extensions["store"])


def workspace() -> Workspace:
    """Return the workspace of the application."""
    return cast(Workspace, current_app.extensions["workspace"])


def settings() -> Settings:
    """Return the settings of the workspace."""
    return workspace().settings


def install(app: Flask) -> None:
    """Let no session outlive its request."""
    app.teardown_request(lambda error: _close_first())


def captures() -> Vault:
    """Return where the workspace keeps what was captured."""
    return Vault(cast(Workspace, current_app.extensions["workspace"]).captures)


@contextmanager
def reading() -> Iterator[Session]:
    """Hand out a session that reads one state of the store: the one that told who asks, where it is still open."""
    first: First | None = g.pop("first", None)
    with first[0] if first else ExitStack() as stack:
        yield first[1] if first else stack.enter_context(store().reading())


@contextmanager
def writing(wait: float | None = None) -> Iterator[Session]:
    """Hand out the writer's session; what it did is committed when the block ends well."""
    _close_first()
    with store().writing(wait) as opened:
        yield opened


def save(work: Callable[[Session], Answer]) -> Answer:
    """Do one save in the writer's session and return what it returns; it counts against the asker's allowance."""
    _close_first()
    actor()

    def spend_and_save(opened: Session) -> Answer:
        spend_one(opened)
        return work(opened)

    return store().save(spend_and_save)


def spend_one(opened: Session) -> None:
    """Count one save against the asker's allowance, in the transaction of the save; raises TooMany."""
    limits = settings()
    rates.spend_save(opened, actor(), rate=limits.save_rate, burst=limits.save_burst)


def spend(what: Literal["import", "export"]) -> None:
    """Count one import or export against what the asker may do in an hour; raises TooMany."""
    an_hour = {"import": settings().import_rate, "export": settings().export_rate}[what]
    with writing() as opened:
        rates.spend_hourly(opened, actor(), what, an_hour)


def whoever() -> Actor | None:
    """Return who is asking, by bearer token or by log-in; None for a stranger. Asked once a request."""
    known = g.get("actor", UNASKED)
    if known is UNASKED:
        token = bearer()
        known = g.actor = _by_login() if token is None else _by_bearer(token)
    return cast("Actor | None", known)


def actor() -> Actor:
    """Return who is asking; raises LoginNeeded."""
    known = whoever()
    if known is None:
        raise LoginNeeded("login_needed", "Log in, or send a token that is good.")
    return known


def bearer() -> str | None:
    """Return the bearer token of the request, None when there is no Authorization header."""
    header = request.headers.get("Authorization")
    if header is None:
        return None
    kind, _, token = header.partition(" ")
    return token.strip() if kind.lower() == "bearer" else ""


def _asked(ask: Callable[[Session], Answer]) -> Answer:
    """Ask in the first session of the request, which the first `reading` takes over: one state, one beginning."""
    with ExitStack() as stack:
        opened = stack.enter_context(store().reading())
        found = ask(opened)
        g.first = (stack.pop_all(), opened)
        return found


def _close_first() -> None:
    first: First | None = g.pop("first", None)
    if first:
        first[0].close()


def _by_bearer(token: str) -> Actor | None:
    ask = _asked if request.method in SAFE else store().look
    return ask(lambda opened: actors.by_token(opened, secret_hash(token))) if token else None


def _by_login() -> Actor | None:
    secret = session.get("login")
    if not isinstance(secret, str):
        return None
    limits = {"hours": settings().session_hours, "idle_minutes": settings().idle_minutes}
    found = _asked(lambda opened: actors.by_login(opened, secret_hash(secret), **limits))
    if found is None:
        session.pop("login", None)
        return None
    _note_seen(found[1])
    return found[0]


def _note_seen(login: Login) -> None:
    """Keep the log-in alive, writing rarely: no page must wait for the one writer, and reads go on without it."""
    if clock.now() - login.seen > SEEN_EVERY:
        with suppress(Busy, StorageFull), writing(BRIEFLY) as opened:
            opened.merge(login).seen = clock.now()
