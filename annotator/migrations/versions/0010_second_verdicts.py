"""Verdicts that wait for a second, blind one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision: str | None = "0009"


def upgrade() -> None:
    """Make the columns."""
    op.add_column("fact_check", sa.Column("pending", sa.Text(), nullable=True))
    op.add_column("project", sa.Column("second_verdict", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    """Drop the columns."""
    op.drop_column("project", "second_verdict")
    op.drop_column("fact_check", "pending")
