"""Comments on layers, and the seconds spent on each layer."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision: str | None = "0082"


def upgrade() -> None:
    """Make the table and the column."""
    op.create_table(
        "comment",
        sa.Column("id", sa.Integer()),
        sa.Column("uuid", sa.Text(), nullable=False),
        sa.Column("layer_id", sa.Integer(), sa.ForeignKey("layer.id", name="fk_comment_layer_id"), nullable=False),
        sa.Column(
            "account_id", sa.Integer(), sa.ForeignKey("account.id", name="fk_comment_account_id"), nullable=True
        ),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("annotation", sa.Text(), nullable=True),
        sa.Column("answers", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("settled", sa.Integer(), nullable=False),
        sa.Column("created", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_comment"),
        sa.CheckConstraint("kind IN ('comment', 'unsuitable')", name=op.f("ck_comment_kind")),
        sa.UniqueConstraint("uuid", name="uq_comment_uuid"),
        sqlite_strict=True,
    )
    op.create_index("ix_comment_layer_id", "comment", ["layer_id"])
    op.add_column("layer", sa.Column("seconds", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    """Drop both."""
    op.drop_column("layer", "seconds")
    op.drop_table("comment")
