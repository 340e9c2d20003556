"""Second looks at what was annotated under an earlier definition."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision: str | None = "0021"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "recheck",
        sa.Column("id", sa.Integer()),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("project_id", sa.Integer(), _key("recheck", "project", "project"), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("parts", sa.Text(), nullable=False),
        sa.Column("closed", sa.Integer(), nullable=False),
        sa.Column("created", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_recheck"),
        sa.CheckConstraint("basis IN ('scheme', 'guideline')", name=op.f("ck_recheck_basis")),
        sa.UniqueConstraint("public_id", name="uq_recheck_public_id"),
        sqlite_strict=True,
    )
    op.create_index("ix_recheck_project_id", "recheck", ["project_id"])
    op.create_table(
        "recheck_item",
        sa.Column("id", sa.Integer()),
        sa.Column("recheck_id", sa.Integer(), _key("recheck_item", "recheck", "recheck"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), _key("recheck_item", "article", "article"), nullable=False),
        sa.Column("layer_id", sa.Integer(), _key("recheck_item", "layer", "layer"), nullable=True),
        sa.Column("annotation", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("case_id", sa.Integer(), _key("recheck_item", "case", "review_case"), nullable=True),
        sa.Column("decision", sa.Text(), nullable=True),
        sa.Column("kept", sa.Integer(), nullable=False),
        sa.Column("kept_by", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_recheck_item"),
        sa.UniqueConstraint("recheck_id", "number", name="uq_recheck_item_recheck_id_number"),
        sqlite_strict=True,
    )
    for name in ("article", "layer", "case"):
        op.create_index(f"ix_recheck_item_{name}_id", "recheck_item", [f"{name}_id"])


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("recheck_item")
    op.drop_table("recheck")


def _key(table: str, name: str, other: str) -> sa.ForeignKey:
    return sa.ForeignKey(f"{other}.id", name=f"fk_{table}_{name}_id")
