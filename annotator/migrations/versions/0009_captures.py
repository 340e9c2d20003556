"""Captures of sources, and sources that are joined to another."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision: str | None = "0008"


def upgrade() -> None:
    """Make the table and the column."""
    op.create_table(
        "capture",
        sa.Column("id", sa.Integer()),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_capture"),
        sa.UniqueConstraint("sha256", name="uq_capture_sha256"),
        sqlite_strict=True,
    )
    op.add_column("source", sa.Column("joined_into", sa.Text(), nullable=True))


def downgrade() -> None:
    """Drop the column and the table."""
    op.drop_column("source", "joined_into")
    op.drop_table("capture")
