"""Imports on their way in: a draft of their event, rows that nobody sees, and leave to take both back."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision: str | None = "0019"

BRINGS = ("article", "entity", "source", "fact_check")
INDEXED = ("arrival_id", "original_id")
REFUSAL = "history is append-only"
DRAFT = "EXISTS (SELECT 1 FROM event WHERE id = {id} AND hash = '')"
IS_DRAFT = {
    "event": "OLD.hash = ''",
    "change": DRAFT.format(id="OLD.event_id"),
    "decision": DRAFT.format(id="(SELECT arrival_id FROM article WHERE id = OLD.article_id)"),
}
"""When a row belongs to an import that is not published, and so to no history yet."""

VERBS = {"event": ("UPDATE", "DELETE"), "change": ("DELETE",), "decision": ("DELETE",)}
"""An event's draft is completed once, when its hash is written; the rest may only be taken back."""


def upgrade() -> None:
    """Make table and columns, and let drafts be completed or taken back."""
    op.create_table(
        "arrival",
        sa.Column("event_id", sa.Integer(), sa.ForeignKey("event.id", name="fk_arrival_event_id"), nullable=False),
        sa.Column(
            "project_id", sa.Integer(), sa.ForeignKey("project.id", name="fk_arrival_project_id"), nullable=False
        ),
        sa.Column("begun", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("event_id", name="pk_arrival"),
        sqlite_strict=True,
    )
    for table in BRINGS:
        key = f"CONSTRAINT fk_{table}_arrival_id REFERENCES event (id)"
        op.execute(f"ALTER TABLE {table} ADD COLUMN arrival_id INTEGER {key}")
    for column in INDEXED:
        op.create_index(f"ix_article_{column}", "article", [column])
    for table, verbs in VERBS.items():
        _unguard(table, verbs)
        _guard(table, verbs, IS_DRAFT[table])


def downgrade() -> None:
    """Refuse every change of the history again, and drop table and columns."""
    for table, verbs in VERBS.items():
        _unguard(table, verbs)
        _guard(table, verbs, None)
    for column in INDEXED:
        op.drop_index(f"ix_article_{column}", "article")
    for table in BRINGS:
        op.execute(f"ALTER TABLE {table} DROP COLUMN arrival_id")
    op.drop_table("arrival")


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def _unguard(table: str, verbs: tuple[str, ...]) -> None:
    if _is_sqlite():
        for verb in verbs:
            op.execute(f"DROP TRIGGER {table}_no_{verb.lower()}")
    else:
        op.execute(f"DROP TRIGGER {table}_append_only ON {table}")
        op.execute(f"DROP FUNCTION IF EXISTS refuse_change_of_{table}")


def _guard(table: str, verbs: tuple[str, ...], draft: str | None) -> None:
    """Refuse the verbs on rows of the table, but for those of a draft."""
    if _is_sqlite():
        when = f"WHEN NOT ({draft}) " if draft else ""
        for verb in verbs:
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} {when}"
                f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            )
        return
    refuses = "refuse_change"
    if draft:
        refuses = f"refuse_change_of_{table}"
        op.execute(
            f"CREATE FUNCTION {refuses}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF NOT ({draft}) THEN RAISE EXCEPTION '{REFUSAL}'; END IF; "
            "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$"
        )
    op.execute(
        f"CREATE TRIGGER {table}_append_only BEFORE {' OR '.join(verbs)} ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {refuses}()"
    )
