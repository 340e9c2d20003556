"""Who made a link, so that it ends with their rights."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision: str | None = "0025"


def upgrade() -> None:
    """Make the column."""
    maker = sa.ForeignKey("account.id", name="fk_link_maker_id")
    op.add_column("link", sa.Column("maker_id", sa.Integer(), maker, nullable=True), inline_references=True)


def downgrade() -> None:
    """Drop the column."""
    op.drop_column("link", "maker_id")
