"""Checkpoints, the access chain and erasures; the history refuses change but for erasing."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision: str | None = "0007"

APPEND_ONLY = ("access_event", "checkpoint", "erasure")
REFUSAL = "history is append-only"
ERASED = (
    "OLD.commitment IS NULL AND NEW.commitment IS NOT NULL AND NEW.salt = '' AND NEW.body = '' "
    "AND NEW.id = OLD.id AND NEW.event_id = OLD.event_id AND NEW.object = OLD.object "
    "AND COALESCE(NEW.article_id, 0) = COALESCE(OLD.article_id, 0)"
)
SAME_DECISION = (
    "NEW.id = OLD.id AND NEW.uuid = OLD.uuid AND NEW.article_id = OLD.article_id "
    "AND COALESCE(NEW.case_id, 0) = COALESCE(OLD.case_id, 0) "
    "AND COALESCE(NEW.account_id, 0) = COALESCE(OLD.account_id, 0)"
)
_GONE, _THERE = r'"rationale"\:null', '"rationale":"'
NO_RATIONALE = {
    "sqlite": f"instr(NEW.body, '{_GONE}') > 0 AND substr(OLD.body, 1, instr(NEW.body, '{_GONE}') + 12) = "
    f"substr(NEW.body, 1, instr(NEW.body, '{_GONE}') - 1) || '{_THERE}' AND substr(OLD.body, "
    f"instr(NEW.body, '{_GONE}') + 15 - length(NEW.body)) = substr(NEW.body, instr(NEW.body, '{_GONE}') + 16)",
    "postgresql": f"strpos(NEW.body, '{_GONE}') > 0 AND substr(OLD.body, 1, strpos(NEW.body, '{_GONE}') + 12) = "
    f"substr(NEW.body, 1, strpos(NEW.body, '{_GONE}') - 1) || '{_THERE}' AND right(OLD.body, "
    f"length(NEW.body) - strpos(NEW.body, '{_GONE}') - 15) = substr(NEW.body, strpos(NEW.body, '{_GONE}') + 16)",
}
"""Of a decision only the rationale may go, not what stands around it; SQLite lets no trigger read JSON."""

EXCEPT = {"change": ERASED, "decision": SAME_DECISION}
"""What may be done to a row, and nothing else: contents may go, what they were committed to by stays."""


def upgrade() -> None:
    """Make the tables, and let the database refuse what may not be done to them."""
    op.add_column("change", sa.Column("commitment", sa.Text(), nullable=True))
    _checkpoint()
    _access()
    _sight()
    _erasure()
    _drop_triggers(("change",))
    for table in ("change", "decision"):
        _refuse(table, _exception(table))
    for table in APPEND_ONLY:
        _refuse(table, None)
    if _dialect() == "postgresql":
        for table in ("event", "change", "decision", *APPEND_ONLY):
            op.execute(
                f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
            )


def downgrade() -> None:
    """Drop the tables, and refuse every change of the history again."""
    if _dialect() == "postgresql":
        for table in ("event", "change", "decision"):
            op.execute(f"DROP TRIGGER {table}_no_truncate ON {table}")
    _drop_triggers(("change", "decision"))
    for table in ("erasure", "sight", "access_event", "access_head", "checkpoint"):
        op.drop_table(table)
    op.drop_column("change", "commitment")
    _refuse("change", None)


def _dialect() -> str:
    return op.get_bind().dialect.name


def _exception(table: str) -> str:
    return EXCEPT[table] + (f" AND {NO_RATIONALE[_dialect()]}" if table == "decision" else "")


def _refuse(table: str, exception: str | None) -> None:
    """Refuse to change or delete rows of the table, but for the exception."""
    if _dialect() == "sqlite":
        when = f"WHEN NOT ({exception}) " if exception else ""
        for verb, condition in (("UPDATE", when), ("DELETE", "")):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} {condition}"
                f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            )
        return
    if exception is None:
        _postgresql(table, f"{table}_append_only", "UPDATE OR DELETE", "")
        return
    _postgresql(table, f"{table}_append_only", "DELETE", "")
    _postgresql(table, f"{table}_erased_only", "UPDATE", f"WHEN (NOT ({exception})) ")


def _postgresql(table: str, name: str, verbs: str, condition: str) -> None:
    op.execute(
        f"CREATE TRIGGER {name} BEFORE {verbs} ON {table} FOR EACH ROW {condition}EXECUTE FUNCTION refuse_change()"
    )


def _drop_triggers(tables: tuple[str, ...]) -> None:
    for table in tables:
        if _dialect() == "sqlite":
            op.execute(f"DROP TRIGGER IF EXISTS {table}_no_update")
            op.execute(f"DROP TRIGGER IF EXISTS {table}_no_delete")
        else:
            op.execute(f"DROP TRIGGER IF EXISTS {table}_append_only ON {table}")
            op.execute(f"DROP TRIGGER IF EXISTS {table}_erased_only ON {table}")


def _project(table: str, *, nullable: bool = False) -> sa.Column[int]:
    key = sa.ForeignKey("project.id", name=f"fk_{table}_project_id")
    return sa.Column("project_id", sa.Integer(), key, nullable=nullable)


def _checkpoint() -> None:
    op.create_table(
        "checkpoint",
        sa.Column("id", sa.Integer()),
        _project("checkpoint", nullable=True),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("made", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_checkpoint"),
        sa.UniqueConstraint("origin", "size", name="uq_checkpoint_origin_size"),
        sqlite_strict=True,
    )
    op.create_index("ix_checkpoint_project_id", "checkpoint", ["project_id"])


def _access() -> None:
    op.create_table(
        "access_event",
        sa.Column("id", sa.Integer()),
        _project("access_event"),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("ts", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("acts", sa.Integer(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("prev_hash", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_access_event"),
        sa.UniqueConstraint("project_id", "prev_hash", name="uq_access_event_project_id_prev_hash"),
        sa.UniqueConstraint("project_id", "seq", name="uq_access_event_project_id_seq"),
        sqlite_strict=True,
    )
    op.create_table(
        "access_head",
        _project("access_head"),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("head", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("project_id", name="pk_access_head"),
        sqlite_strict=True,
    )


def _sight() -> None:
    op.create_table(
        "sight",
        sa.Column("id", sa.Integer()),
        sa.Column(
            "account_id", sa.Integer(), sa.ForeignKey("account.id", name="fk_sight_account_id"), nullable=False
        ),
        sa.Column("layer_id", sa.Integer(), sa.ForeignKey("layer.id", name="fk_sight_layer_id"), nullable=False),
        sa.Column("head", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sight"),
        sa.UniqueConstraint("account_id", "layer_id", name="uq_sight_account_id_layer_id"),
        sqlite_strict=True,
    )


def _erasure() -> None:
    op.create_table(
        "erasure",
        sa.Column("id", sa.Integer()),
        sa.Column("uuid", sa.Text(), nullable=False),
        _project("erasure"),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_erasure"),
        sa.UniqueConstraint("uuid", name="uq_erasure_uuid"),
        sqlite_strict=True,
    )
    op.create_index("ix_erasure_project_id", "erasure", ["project_id"])
