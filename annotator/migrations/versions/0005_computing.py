"""The tables of long work: jobs with what came of them, and what was computed once."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision: str | None = "0004"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "computed",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("created", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_computed"),
        sqlite_strict=True,
    )
    _job()


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("job")
    op.drop_table("computed")


def _job() -> None:
    account = sa.ForeignKey("account.id", name="fk_job_account_id")
    project = sa.ForeignKey("project.id", name="fk_job_project_id")
    op.create_table(
        "job",
        sa.Column("id", sa.Integer()),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("project_id", sa.Integer(), project, nullable=True),
        sa.Column("account_id", sa.Integer(), account, nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("arguments", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("result", sa.Text(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("created", sa.Text(), nullable=False),
        sa.Column("started", sa.Text(), nullable=True),
        sa.Column("beat", sa.Text(), nullable=True),
        sa.Column("finished", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_job"),
        sa.UniqueConstraint("public_id", name="uq_job_public_id"),
        sa.CheckConstraint(
            "state IN ('queued', 'running', 'done', 'failed', 'cancelled')", name=op.f("ck_job_state")
        ),
        sqlite_strict=True,
    )
    op.create_index("ix_job_state", "job", ["state"])
    op.create_index("ix_job_key", "job", ["key"])
