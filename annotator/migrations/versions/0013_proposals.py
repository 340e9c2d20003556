"""What is proposed on each case."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision: str | None = "0012"


def upgrade() -> None:
    """Make the table; cases made before have no proposal until they are compared again."""
    case = sa.ForeignKey("review_case.id", name="fk_proposal_case_id")
    op.create_table(
        "proposal",
        sa.Column("id", sa.Integer()),
        sa.Column("case_id", sa.Integer(), case, nullable=False),
        sa.Column("case_version", sa.Integer(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("params", sa.Text(), nullable=False),
        sa.Column("votes", sa.Text(), nullable=False),
        sa.Column("options", sa.Text(), nullable=False),
        sa.Column("chosen", sa.Integer(), nullable=False),
        sa.Column("confidence", sa.Integer(), nullable=False),
        sa.Column("ground", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_proposal"),
        sa.UniqueConstraint("case_id", "case_version", "method", name="uq_proposal_case_id_case_version_method"),
        sqlite_strict=True,
    )
    op.add_column("project", sa.Column("proposals_first", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    """Drop both."""
    op.drop_column("project", "proposals_first")
    op.drop_table("proposal")
