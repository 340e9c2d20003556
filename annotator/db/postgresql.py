"""PostgreSQL as it must be set: short waits, no idle transactions, connections that notice a dead peer."""

from __future__ import annotations

import os

from sqlalchemy import Engine, create_engine, make_url

from annotator.db.damage import damaged, is_damage
from annotator.errors import AnnotatorError, Busy, Malformed, StorageFull

OPTIONS = "-c statement_timeout=15000 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=30000"
READ = WRITE = None
"""The driver begins with the first statement."""
KEPT = 0
"""No session stays: the pool tries each connection before it hands it out, for the server may have gone."""


HERE = frozenset({"", "localhost", "127.0.0.1", "::1"})
SECURE = "verify-full"


def insecure(url: str) -> str | None:
    """Return the `sslmode` of an address on another machine, unless it is the one that trusts nobody else."""
    parts = make_url(url)
    host = str(parts.host or parts.query.get("host") or "")
    mode = str(parts.query.get("sslmode") or os.environ.get("PGSSLMODE") or "prefer")
    return None if host in HERE or host.startswith("/") or mode == SECURE else mode


def read_engine(url: str) -> Engine:
    """Make the engine for reading: transactions that cannot write."""
    return _engine(url, OPTIONS + " -c default_transaction_read_only=on")


def write_engine(url: str) -> Engine:
    """Make the engine for writing: READ COMMITTED, rows locked in a fixed order by the services."""
    return _engine(url, OPTIONS)


def _engine(url: str, options: str) -> Engine:
    arguments = {
        "options": options,
        "connect_timeout": 4,
        "keepalives_idle": 30,
        "tcp_user_timeout": 15000,
    }
    return create_engine(url, pool_pre_ping=True, pool_size=16, max_overflow=16, connect_args=arguments)


def translate(error: BaseException) -> AnnotatorError | None:
    """Say what a failure of PostgreSQL means for the person whose work it was; None for a bug of ours."""
    state = getattr(error, "sqlstate", None)
    if is_damage(error):
        return damaged()
    if state in {"53100"}:
        return StorageFull("storage_full", "There is no space left. Your work was not saved on the server.")
    if state == "23505":
        return Busy("busy", "The same was stored at this moment. Nothing was saved; try again.", retry_after=1)
    if state is None and type(error).__name__ == "DataError":
        return Malformed("bad_character", "Text cannot hold the character U+0000.")
    if state is None or state[:2] in {"08", "40", "53", "57"} or state == "55P03":
        return Busy("busy", "The store cannot be reached now. Nothing was saved; try again.", retry_after=1)
    return None
