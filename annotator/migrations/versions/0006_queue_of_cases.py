"""What a case is about, how much a decision is worth, and whether trivial boundaries are decided by rule."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision: str | None = "0005"


def upgrade() -> None:
    """Add the columns; cases made before say nothing of their tags until they are compared again."""
    op.add_column("review_case", sa.Column("tags", sa.Text(), nullable=False, server_default=""))
    op.add_column("review_case", sa.Column("weight", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("project", sa.Column("auto_trivial", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    """Drop the columns."""
    op.drop_column("project", "auto_trivial")
    op.drop_column("review_case", "weight")
    op.drop_column("review_case", "tags")
