"""The triggers by which the database refuses to change history, held against those that the migrations make.

Whoever can reach the tables can drop a trigger, put another in its place, or add one; the tables look the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from sqlalchemy import text
from sqlalchemy.orm import Session

GUARDS: dict[str, dict[str, str]] = {
    "sqlite": {
        "access_event.access_event_no_delete": "24116dd046b42525",
        "access_event.access_event_no_update": "c01b00aa0caa8512",
        "change.change_no_delete": "1f6865996c37f3d5",
        "change.change_no_update": "3c4627b122e87011",
        "checkpoint.checkpoint_no_delete": "017dd82750b2f7cd",
        "checkpoint.checkpoint_no_update": "8b794794e8a94c79",
        "decision.decision_no_delete": "80df0da44962d431",
        "decision.decision_no_update": "52146a0dd732e3a1",
        "erasure.erasure_no_delete": "0aba725af9ace733",
        "erasure.erasure_no_update": "1423df989f7c7244",
        "event.event_no_delete": "27d664b4eda6bfae",
        "event.event_no_update": "6887b8924bd120d3",
    },
    "postgresql": {
        "access_event.access_event_append_only": "375f6a857d53e35a",
        "access_event.access_event_no_truncate": "d54419fd04a82afa",
        "change.change_append_only": "e35ece0e5ff9c904",
        "change.change_erased_only": "c30025792b922b71",
        "change.change_no_truncate": "1589e8b885fb3b16",
        "checkpoint.checkpoint_append_only": "544c7ca38a31ff53",
        "checkpoint.checkpoint_no_truncate": "d7c16d0ddfe2b643",
        "decision.decision_append_only": "949b3697eba93cfe",
        "decision.decision_erased_only": "b5dbc62609a009d0",
        "decision.decision_no_truncate": "2ca8ace92d0d319d",
        "erasure.erasure_append_only": "8e8548ab4ba79a1e",
        "erasure.erasure_no_truncate": "88a4b92dbd7edc92",
        "event.event_append_only": "d6462c307cfb2b48",
        "event.event_no_truncate": "6bfebd5669c5b21a",
    },
}
"""Of each trigger the beginning of the SHA-256 of its definition, as `digests` finds it in fresh tables."""

OF_SQLITE = "SELECT tbl_name, name, sql FROM sqlite_master WHERE type = 'trigger'"
OF_POSTGRESQL = """
SELECT c.relname, t.tgname, replace(pg_get_triggerdef(t.oid), quote_ident(current_schema()) || '.', '') || p.prosrc
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
WHERE NOT t.tgisinternal AND c.relnamespace = current_schema()::regnamespace
"""
SWITCHED_OFF = """
SELECT DISTINCT c.relname, CASE WHEN t.tgisinternal THEN 'of its foreign keys' ELSE t.tgname END
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE t.tgenabled NOT IN ('O', 'A') AND c.relnamespace = current_schema()::regnamespace
"""
RULES = "SELECT tablename, rulename FROM pg_rules WHERE schemaname = current_schema()"
HINT = "history may have been changed unseen; hold it against a checkpoint kept elsewhere, or restore a backup"


def faults(session: Session) -> tuple[int, list[str]]:
    """Return how many triggers there must be, and each that is missing, another, too many or switched off."""
    wanted, found = GUARDS[session.get_bind().dialect.name], digests(session)
    lines = [f"trigger {name} is missing" for name in sorted(wanted.keys() - found.keys())]
    lines += [f"trigger {name} is none of ours" for name in sorted(found.keys() - wanted.keys())]
    shared = sorted(wanted.keys() & found.keys())
    lines += [f"trigger {name} is not as it was made" for name in shared if wanted[name] != found[name]]
    if session.get_bind().dialect.name == "postgresql":
        lines += _of_postgresql(session)
    return len(wanted), [f"{line}: {HINT}" for line in lines]


def digests(session: Session) -> dict[str, str]:
    """Return of each trigger there is, as `table.name`, the beginning of the SHA-256 of its definition."""
    sqlite = session.get_bind().dialect.name == "sqlite"
    rows = session.execute(text(OF_SQLITE if sqlite else OF_POSTGRESQL))
    return {
        f"{table}.{name}": hashlib.sha256(definition.encode()).hexdigest()[:16] for table, name, definition in rows
    }


def _of_postgresql(session: Session) -> Iterator[str]:
    for table, name in session.execute(text(SWITCHED_OFF)):
        yield f"trigger {table}.{name} is switched off"
    for table, name in session.execute(text(RULES)):
        yield f"rule {table}.{name} is none of ours"
