"""The tables of review and of the hash chain, which only grows."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision: str | None = "0002"


def upgrade() -> None:
    """Make the tables."""
    _review_case()
    _decision()
    _chain()
    _event()
    _change()
    _refuse_change()
    _append_only()


def downgrade() -> None:
    """Drop the tables."""
    for table in ("change", "event", "chain", "decision", "review_case"):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_change")


def _review_case() -> None:
    op.create_table(
        "review_case",
        sa.Column("id", sa.Integer()),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column(
            "article_id",
            sa.Integer(),
            sa.ForeignKey("article.id", name="fk_review_case_article_id"),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("kinds", sa.Text(), nullable=False),
        sa.Column("primary", sa.Text(), nullable=False),
        sa.Column("members", sa.Text(), nullable=False),
        sa.Column("missing", sa.Text(), nullable=False),
        sa.Column("trivial", sa.Integer(), nullable=False),
        sa.Column("inputs_sha256", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_review_case"),
        sa.CheckConstraint("state IN ('open', 'decided', 'void')", name=op.f("ck_review_case_state")),
        sa.UniqueConstraint("public_id", name="uq_review_case_public_id"),
        sqlite_strict=True,
    )
    op.create_index("ix_review_case_article_id", "review_case", ["article_id"])


def _decision() -> None:
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer()),
        sa.Column("uuid", sa.Text(), nullable=False),
        sa.Column(
            "article_id",
            sa.Integer(),
            sa.ForeignKey("article.id", name="fk_decision_article_id"),
            nullable=False,
        ),
        sa.Column(
            "case_id",
            sa.Integer(),
            sa.ForeignKey("review_case.id", name="fk_decision_case_id"),
            nullable=True,
        ),
        sa.Column(
            "account_id",
            sa.Integer(),
            sa.ForeignKey("account.id", name="fk_decision_account_id"),
            nullable=True,
        ),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_decision"),
        sa.UniqueConstraint("article_id", "uuid", name="uq_decision_article_id_uuid"),
        sqlite_strict=True,
    )
    op.create_index("ix_decision_article_id", "decision", ["article_id"])
    op.create_index("ix_decision_case_id", "decision", ["case_id"])
    op.create_index("ix_decision_uuid", "decision", ["uuid"])


def _chain() -> None:
    op.create_table(
        "chain",
        sa.Column("id", sa.Integer()),
        sa.Column(
            "project_id", sa.Integer(), sa.ForeignKey("project.id", name="fk_chain_project_id"), nullable=True
        ),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("head", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_chain"),
        sa.UniqueConstraint("project_id", name="uq_chain_project_id"),
        sqlite_strict=True,
    )
    # The workspace's own chain is there from the beginning: two first acts at once would each begin one.
    chain = sa.table("chain", sa.column("seq"), sa.column("head"))
    op.bulk_insert(chain, [{"seq": 0, "head": "0" * 64}])


def _event() -> None:
    op.create_table(
        "event",
        sa.Column("id", sa.Integer()),
        sa.Column("chain_id", sa.Integer(), sa.ForeignKey("chain.id", name="fk_event_chain_id"), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("ts", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("commitment", sa.Text(), nullable=False),
        sa.Column("prev_hash", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_event"),
        sa.UniqueConstraint("chain_id", "prev_hash", name="uq_event_chain_id_prev_hash"),
        sa.UniqueConstraint("chain_id", "seq", name="uq_event_chain_id_seq"),
        sqlite_strict=True,
    )


def _change() -> None:
    op.create_table(
        "change",
        sa.Column("id", sa.Integer()),
        sa.Column("event_id", sa.Integer(), sa.ForeignKey("event.id", name="fk_change_event_id"), nullable=False),
        sa.Column(
            "article_id",
            sa.Integer(),
            sa.ForeignKey("article.id", name="fk_change_article_id"),
            nullable=True,
        ),
        sa.Column("object", sa.Text(), nullable=False),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_change"),
        sqlite_strict=True,
    )
    op.create_index("ix_change_article_id", "change", ["article_id"])
    op.create_index("ix_change_event_id", "change", ["event_id"])


def _append_only() -> None:
    """The database itself refuses to change or delete what the history says."""
    for table in ("event", "change"):
        if op.get_bind().dialect.name == "sqlite":
            for verb in ("UPDATE", "DELETE"):
                op.execute(
                    f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                    "BEGIN SELECT RAISE(ABORT, 'history is append-only'); END"
                )
        else:
            op.execute(
                f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
            )


def _refuse_change() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'history is append-only'; END $$"
        )
