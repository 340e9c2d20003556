"""Why a layer that came with its article counts in no figure."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision: str | None = "0024"


def upgrade() -> None:
    """Make the column."""
    op.add_column("layer", sa.Column("aside", sa.Text(), nullable=True))


def downgrade() -> None:
    """Drop the column."""
    op.drop_column("layer", "aside")
