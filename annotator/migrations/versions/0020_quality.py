"""What an article is for beside being annotated, the pass mark of a project, and how often it is controlled."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision: str | None = "0019"


def upgrade() -> None:
    """Make the columns."""
    op.add_column("article", sa.Column("purpose", sa.Text(), nullable=True))
    op.add_column("project", sa.Column("pass_mark", sa.Integer(), nullable=True))
    op.add_column("project", sa.Column("control_every", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    """Drop the columns."""
    op.drop_column("project", "control_every")
    op.drop_column("project", "pass_mark")
    op.drop_column("article", "purpose")
