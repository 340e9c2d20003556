"""The tables of people: accounts, log-ins, tokens, projects, members."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision: str | None = None
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables."""
    _account()
    _login()
    _token()
    _project()
    _link()
    _attempt()
    _member()
    _pseudonym()
    _receipt()
    _allowance()
    if op.get_bind().dialect.name == "sqlite":
        op.execute("PRAGMA application_id = 1097756271")


def downgrade() -> None:
    """Drop the tables."""
    for table in (
        "allowance",
        "receipt",
        "pseudonym",
        "member",
        "attempt",
        "link",
        "project",
        "token",
        "login",
        "account",
    ):
        op.drop_table(table)


def _account() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.Integer()),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=True),
        sa.Column("admin", sa.Integer(), nullable=False),
        sa.Column("may_create", sa.Integer(), nullable=False),
        sa.Column("disabled", sa.Integer(), nullable=False),
        sa.Column("created", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_account"),
        sa.UniqueConstraint("name_key", name="uq_account_name_key"),
        sa.UniqueConstraint("public_id", name="uq_account_public_id"),
        sqlite_strict=True,
    )


def _login() -> None:
    op.create_table(
        "login",
        sa.Column("id", sa.Integer()),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column(
            "account_id",
            sa.Integer(),
            sa.ForeignKey("account.id", name="fk_login_account_id"),
            nullable=False,
        ),
        sa.Column("created", sa.Text(), nullable=False),
        sa.Column("seen", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_login"),
        sa.UniqueConstraint("token_hash", name="uq_login_token_hash"),
        sqlite_strict=True,
    )
    op.create_index("ix_login_account_id", "login", ["account_id"])


def _token() -> None:
    op.create_table(
        "token",
        sa.Column("id", sa.Integer()),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column(
            "account_id",
            sa.Integer(),
            sa.ForeignKey("account.id", name="fk_token_account_id"),
            nullable=False,
        ),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("created", sa.Text(), nullable=False),
        sa.Column("expires", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_token"),
        sa.CheckConstraint("scope IN ('read', 'annotate', 'manage')", name=op.f("ck_token_scope")),
        sa.UniqueConstraint("public_id", name="uq_token_public_id"),
        sa.UniqueConstraint("token_hash", name="uq_token_token_hash"),
        sqlite_strict=True,
    )
    op.create_index("ix_token_account_id", "token", ["account_id"])


def _project() -> None:
    op.create_table(
        "project",
        sa.Column("id", sa.Integer()),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("per_article", sa.Integer(), nullable=False),
        sa.Column("scheme_version", sa.Integer(), nullable=False),
        sa.Column("guideline_version", sa.Integer(), nullable=False),
        sa.Column("created", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_project"),
        sa.CheckConstraint("per_article >= 1", name=op.f("ck_project_per_article")),
        sa.UniqueConstraint("slug", name="uq_project_slug"),
        sqlite_strict=True,
    )


def _link() -> None:
    op.create_table(
        "link",
        sa.Column("id", sa.Integer()),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column(
            "account_id", sa.Integer(), sa.ForeignKey("account.id", name="fk_link_account_id"), nullable=True
        ),
        sa.Column(
            "project_id", sa.Integer(), sa.ForeignKey("project.id", name="fk_link_project_id"), nullable=True
        ),
        sa.Column("roles", sa.Text(), nullable=False),
        sa.Column("created", sa.Text(), nullable=False),
        sa.Column("expires", sa.Text(), nullable=False),
        sa.Column("used", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_link"),
        sa.CheckConstraint("purpose IN ('password', 'invite')", name=op.f("ck_link_purpose")),
        sa.UniqueConstraint("token_hash", name="uq_link_token_hash"),
        sqlite_strict=True,
    )


def _attempt() -> None:
    op.create_table(
        "attempt",
        sa.Column("id", sa.Integer()),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_attempt"),
        sqlite_strict=True,
    )
    op.create_index("ix_attempt_key", "attempt", ["key"])


def _member() -> None:
    op.create_table(
        "member",
        sa.Column("id", sa.Integer()),
        sa.Column(
            "project_id",
            sa.Integer(),
            sa.ForeignKey("project.id", name="fk_member_project_id"),
            nullable=False,
        ),
        sa.Column(
            "account_id",
            sa.Integer(),
            sa.ForeignKey("account.id", name="fk_member_account_id"),
            nullable=False,
        ),
        sa.Column("role", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_member"),
        sa.CheckConstraint(
            "role IN ('annotator', 'reviewer', 'researcher', 'manager')", name=op.f("ck_member_role")
        ),
        sa.UniqueConstraint("project_id", "account_id", "role", name="uq_member_project_id_account_id_role"),
        sqlite_strict=True,
    )
    op.create_index("ix_member_account_id", "member", ["account_id"])


def _pseudonym() -> None:
    op.create_table(
        "pseudonym",
        sa.Column("id", sa.Integer()),
        sa.Column(
            "project_id",
            sa.Integer(),
            sa.ForeignKey("project.id", name="fk_pseudonym_project_id"),
            nullable=False,
        ),
        sa.Column(
            "account_id",
            sa.Integer(),
            sa.ForeignKey("account.id", name="fk_pseudonym_account_id"),
            nullable=False,
        ),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_pseudonym"),
        sa.UniqueConstraint("project_id", "account_id", name="uq_pseudonym_project_id_account_id"),
        sa.UniqueConstraint("project_id", "name", name="uq_pseudonym_project_id_name"),
        sqlite_strict=True,
    )


def _allowance() -> None:
    op.create_table(
        "allowance",
        sa.Column("id", sa.Integer()),
        sa.Column(
            "account_id",
            sa.Integer(),
            sa.ForeignKey("account.id", name="fk_allowance_account_id"),
            nullable=False,
        ),
        sa.Column("left", NUMBER, nullable=False),
        sa.Column("at", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_allowance"),
        sa.UniqueConstraint("account_id", name="uq_allowance_account_id"),
        sqlite_strict=True,
    )


def _receipt() -> None:
    op.create_table(
        "receipt",
        sa.Column("id", sa.Integer()),
        sa.Column(
            "account_id",
            sa.Integer(),
            sa.ForeignKey("account.id", name="fk_receipt_account_id"),
            nullable=False,
        ),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("request_sha256", sa.Text(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("created", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_receipt"),
        sa.UniqueConstraint("account_id", "key", name="uq_receipt_account_id_key"),
        sqlite_strict=True,
    )
