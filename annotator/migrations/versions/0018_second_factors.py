"""Second factors and recovery codes; log-ins that can be told apart, and that may wait for a code."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision: str | None = "0017"


def upgrade() -> None:
    """Make the tables; whoever is logged in logs in once more."""
    op.add_column("account", sa.Column("must_factor", sa.Integer(), nullable=False, server_default="0"))
    op.create_table(
        "factor",
        sa.Column("id", sa.Integer()),
        sa.Column(
            "account_id", sa.Integer(), sa.ForeignKey("account.id", name="fk_factor_account_id"), nullable=False
        ),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("since", sa.Text(), nullable=True),
        sa.Column("step", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_factor"),
        sa.UniqueConstraint("account_id", name="uq_factor_account_id"),
        sqlite_strict=True,
    )
    op.create_table(
        "recovery",
        sa.Column("id", sa.Integer()),
        sa.Column(
            "account_id", sa.Integer(), sa.ForeignKey("account.id", name="fk_recovery_account_id"), nullable=False
        ),
        sa.Column("code_hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_recovery"),
        sa.UniqueConstraint("code_hash", name="uq_recovery_code_hash"),
        sqlite_strict=True,
    )
    op.create_index("ix_recovery_account_id", "recovery", ["account_id"])
    op.drop_table("login")
    _logins(
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("confirmed", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("pending", sa.Integer(), nullable=False),
        sa.UniqueConstraint("public_id", name="uq_login_public_id"),
    )


def downgrade() -> None:
    """Drop them, and make log-ins as they were."""
    op.drop_table("login")
    _logins()
    op.drop_table("recovery")
    op.drop_table("factor")
    op.drop_column("account", "must_factor")


def _logins(*more: sa.schema.SchemaItem) -> None:
    op.create_table(
        "login",
        sa.Column("id", sa.Integer()),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column(
            "account_id", sa.Integer(), sa.ForeignKey("account.id", name="fk_login_account_id"), nullable=False
        ),
        sa.Column("created", sa.Text(), nullable=False),
        sa.Column("seen", sa.Text(), nullable=False),
        *more,
        sa.PrimaryKeyConstraint("id", name="pk_login"),
        sa.UniqueConstraint("token_hash", name="uq_login_token_hash"),
        sqlite_strict=True,
    )
    op.create_index("ix_login_account_id", "login", ["account_id"])
