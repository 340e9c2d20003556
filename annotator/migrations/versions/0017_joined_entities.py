"""Entities that another stands for."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision: str | None = "0016"


def upgrade() -> None:
    """Make the column."""
    op.add_column("entity", sa.Column("joined_into", sa.Text(), nullable=True))


def downgrade() -> None:
    """Drop it."""
    op.drop_column("entity", "joined_into")
