"""The language in which a person wants the pages."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision: str | None = "0023"


def upgrade() -> None:
    """Make the column."""
    op.add_column("account", sa.Column("language", sa.Text(), nullable=True))


def downgrade() -> None:
    """Drop it."""
    op.drop_column("account", "language")
