"""The tables of releases and of what their cards say."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision: str | None = "0006"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "release",
        sa.Column("id", sa.Integer()),
        _project("release"),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("options", sa.Text(), nullable=False),
        sa.Column("files", sa.Text(), nullable=False),
        sa.Column("sums_sha256", sa.Text(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("created", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_release"),
        sa.UniqueConstraint("project_id", "version", name="uq_release_project_id_version"),
        sqlite_strict=True,
    )
    op.create_table(
        "card",
        sa.Column("id", sa.Integer()),
        _project("card"),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_card"),
        sa.UniqueConstraint("project_id", name="uq_card_project_id"),
        sqlite_strict=True,
    )


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("card")
    op.drop_table("release")


def _project(table: str) -> sa.Column[int]:
    link = sa.ForeignKey("project.id", name=f"fk_{table}_project_id")
    return sa.Column("project_id", sa.Integer(), link, nullable=False)
