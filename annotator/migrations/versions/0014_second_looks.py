"""Which cases are looked at twice, and second decisions beside those in force."""

from __future__ import annotations

import hashlib

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision: str | None = "0013"
BATCH = 5_000


def upgrade() -> None:
    """Add the columns, and draw a lot for every case there is."""
    op.add_column("review_case", sa.Column("lot", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("decision", sa.Column("second_to", sa.Text(), nullable=True))
    op.add_column("decision", sa.Column("differs", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("project", sa.Column("second_share", sa.Integer(), nullable=False, server_default="10"))
    op.add_column("project", sa.Column("sample_share", sa.Integer(), nullable=False, server_default="6"))
    _draw(op.get_bind())


def downgrade() -> None:
    """Drop the columns; second decisions would pass for those in force, and go with them."""
    op.execute("DELETE FROM decision WHERE second_to IS NOT NULL")
    op.drop_column("project", "sample_share")
    op.drop_column("project", "second_share")
    op.drop_column("decision", "differs")
    op.drop_column("decision", "second_to")
    op.drop_column("review_case", "lot")


def _draw(bind: sa.Connection) -> None:
    query = (
        "SELECT review_case.id, review_case.public_id, project.slug FROM review_case"
        " JOIN article ON article.id = review_case.article_id JOIN project ON project.id = article.project_id"
    )
    rows = bind.execute(sa.text(query)).all()
    update = sa.text("UPDATE review_case SET lot = :lot WHERE id = :id")
    for at in range(0, len(rows), BATCH):
        bind.execute(
            update, [{"id": row.id, "lot": _lot(row.slug, row.public_id)} for row in rows[at : at + BATCH]]
        )


def _lot(slug: str, case: str) -> int:
    return int(hashlib.sha256(f"lot {slug} {case}".encode()).hexdigest(), 16) % 10_000
