"""What people chose to say of themselves, in bands."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision: str | None = "0023"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "background",
        sa.Column("id", sa.Integer()),
        sa.Column(
            "account_id",
            sa.Integer(),
            sa.ForeignKey("account.id", name="fk_background_account_id"),
            nullable=False,
        ),
        sa.Column("age", sa.Text(), nullable=False),
        sa.Column("education", sa.Text(), nullable=False),
        sa.Column("consent", sa.Integer(), nullable=False),
        sa.Column("given", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_background"),
        sa.UniqueConstraint("account_id", name="uq_background_account_id"),
        sqlite_strict=True,
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("background")
