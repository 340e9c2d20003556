"""Whether a project was withdrawn."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision: str | None = "0020"


def upgrade() -> None:
    """Make the column."""
    op.add_column("project", sa.Column("withdrawn", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    """Drop the column."""
    op.drop_column("project", "withdrawn")
