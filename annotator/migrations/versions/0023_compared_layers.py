"""Whether a layer that came with its article is compared as a reading."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision: str | None = "0022"


def upgrade() -> None:
    """Make the column."""
    op.add_column("layer", sa.Column("compared", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    """Drop the column."""
    op.drop_column("layer", "compared")
