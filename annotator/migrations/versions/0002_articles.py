"""The tables of articles and of work on them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision: str | None = "0001"


def upgrade() -> None:
    """Make the tables."""
    _original()
    _article()
    _scheme_version()
    _guideline()
    _assignment()
    _layer()
    _annotation()
    _relation()
    _entity()
    _source()
    _fact_check()
    _mention()


def downgrade() -> None:
    """Drop the tables."""
    for table in (
        "mention",
        "fact_check",
        "source",
        "entity",
        "relation",
        "annotation",
        "layer",
        "assignment",
        "guideline",
        "scheme_version",
        "article",
        "original",
    ):
        op.drop_table(table)


def _original() -> None:
    op.create_table(
        "original",
        sa.Column("id", sa.Integer()),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_original"),
        sa.UniqueConstraint("sha256", name="uq_original_sha256"),
        sqlite_strict=True,
    )


def _article() -> None:
    op.create_table(
        "article",
        sa.Column("id", sa.Integer()),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column(
            "project_id",
            sa.Integer(),
            sa.ForeignKey("project.id", name="fk_article_project_id"),
            nullable=False,
        ),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("authors", sa.Text(), nullable=False),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("story", sa.Text(), nullable=True),
        sa.Column("genre", sa.Text(), nullable=True),
        sa.Column("rights", sa.Text(), nullable=True),
        sa.Column("meta", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("text_sha256", sa.Text(), nullable=False),
        sa.Column("regions", sa.Text(), nullable=False),
        sa.Column("ordering", sa.Text(), nullable=True),
        sa.Column(
            "original_id",
            sa.Integer(),
            sa.ForeignKey("original.id", name="fk_article_original_id"),
            nullable=True,
        ),
        sa.Column("opened", sa.Integer(), nullable=False),
        sa.Column("events", sa.Integer(), nullable=False),
        sa.Column("head", sa.Text(), nullable=True),
        sa.Column("created", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_article"),
        sa.UniqueConstraint("project_id", "text_sha256", name="uq_article_project_id_text_sha256"),
        sa.UniqueConstraint("public_id", name="uq_article_public_id"),
        sqlite_strict=True,
    )
    op.create_index("ix_article_project_id_story", "article", ["project_id", "story"])


def _scheme_version() -> None:
    op.create_table(
        "scheme_version",
        sa.Column("id", sa.Integer()),
        sa.Column(
            "project_id",
            sa.Integer(),
            sa.ForeignKey("project.id", name="fk_scheme_version_project_id"),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("created", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_scheme_version"),
        sa.UniqueConstraint("project_id", "version", name="uq_scheme_version_project_id_version"),
        sqlite_strict=True,
    )


def _guideline() -> None:
    op.create_table(
        "guideline",
        sa.Column("id", sa.Integer()),
        sa.Column(
            "project_id",
            sa.Integer(),
            sa.ForeignKey("project.id", name="fk_guideline_project_id"),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_guideline"),
        sa.UniqueConstraint("project_id", "version", name="uq_guideline_project_id_version"),
        sqlite_strict=True,
    )


def _assignment() -> None:
    op.create_table(
        "assignment",
        sa.Column("id", sa.Integer()),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column(
            "article_id",
            sa.Integer(),
            sa.ForeignKey("article.id", name="fk_assignment_article_id"),
            nullable=False,
        ),
        sa.Column(
            "account_id",
            sa.Integer(),
            sa.ForeignKey("account.id", name="fk_assignment_account_id"),
            nullable=False,
        ),
        sa.Column("slot", sa.Integer(), nullable=True),
        sa.Column("created", sa.Text(), nullable=False),
        sa.Column("withdrawn", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_assignment"),
        sa.UniqueConstraint("article_id", "account_id", name="uq_assignment_article_id_account_id"),
        sa.UniqueConstraint("article_id", "slot", name="uq_assignment_article_id_slot"),
        sa.UniqueConstraint("public_id", name="uq_assignment_public_id"),
        sqlite_strict=True,
    )
    op.create_index("ix_assignment_account_id", "assignment", ["account_id"])


def _layer() -> None:
    op.create_table(
        "layer",
        sa.Column("id", sa.Integer()),
        sa.Column(
            "article_id",
            sa.Integer(),
            sa.ForeignKey("article.id", name="fk_layer_article_id"),
            nullable=False,
        ),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column(
            "account_id", sa.Integer(), sa.ForeignKey("account.id", name="fk_layer_account_id"), nullable=True
        ),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("guideline_version", sa.Integer(), nullable=True),
        sa.Column("scheme_version", sa.Integer(), nullable=False),
        sa.Column("positions", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_layer"),
        sa.CheckConstraint("kind IN ('annotator', 'gold', 'imported')", name=op.f("ck_layer_kind")),
        sa.CheckConstraint(
            "state IN ('open', 'submitted', 'adjudicated', 'released')", name=op.f("ck_layer_state")
        ),
        sa.UniqueConstraint("article_id", "account_id", name="uq_layer_article_id_account_id"),
        sa.UniqueConstraint("article_id", "name", name="uq_layer_article_id_name"),
        sqlite_strict=True,
    )


def _annotation() -> None:
    op.create_table(
        "annotation",
        sa.Column("id", sa.Integer()),
        sa.Column(
            "layer_id", sa.Integer(), sa.ForeignKey("layer.id", name="fk_annotation_layer_id"), nullable=False
        ),
        sa.Column("uuid", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("tag", sa.Text(), nullable=False),
        sa.Column("anchor", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("attributes", sa.Text(), nullable=False),
        sa.Column("sources", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("confidence", sa.Integer(), nullable=True),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("derived_from", sa.Text(), nullable=False),
        sa.Column("withdrawn", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_annotation"),
        sa.CheckConstraint('start IS NULL OR (0 <= start AND start <= "end")', name=op.f("ck_annotation_span")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_annotation_version")),
        sa.UniqueConstraint("layer_id", "uuid", name="uq_annotation_layer_id_uuid"),
        sqlite_strict=True,
    )
    op.create_index("ix_annotation_uuid", "annotation", ["uuid"])


def _relation() -> None:
    op.create_table(
        "relation",
        sa.Column("id", sa.Integer()),
        sa.Column(
            "layer_id", sa.Integer(), sa.ForeignKey("layer.id", name="fk_relation_layer_id"), nullable=False
        ),
        sa.Column("uuid", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("from_uuid", sa.Text(), nullable=False),
        sa.Column("to_uuid", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("withdrawn", sa.Integer(), nullable=False),
        sa.Column("withdrawn_with", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_relation"),
        sa.CheckConstraint("from_uuid <> to_uuid", name=op.f("ck_relation_two_ends")),
        sa.UniqueConstraint("layer_id", "uuid", name="uq_relation_layer_id_uuid"),
        sqlite_strict=True,
    )
    op.create_index("ix_relation_uuid", "relation", ["uuid"])


def _entity() -> None:
    op.create_table(
        "entity",
        sa.Column("id", sa.Integer()),
        sa.Column(
            "project_id",
            sa.Integer(),
            sa.ForeignKey("project.id", name="fk_entity_project_id"),
            nullable=False,
        ),
        sa.Column("uuid", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.Integer(), sa.ForeignKey("account.id", name="fk_entity_made_by"), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_entity"),
        sa.UniqueConstraint("project_id", "uuid", name="uq_entity_project_id_uuid"),
        sqlite_strict=True,
    )


def _source() -> None:
    op.create_table(
        "source",
        sa.Column("id", sa.Integer()),
        sa.Column(
            "project_id",
            sa.Integer(),
            sa.ForeignKey("project.id", name="fk_source_project_id"),
            nullable=False,
        ),
        sa.Column("uuid", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("canonical_url", sa.Text(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.Integer(), sa.ForeignKey("account.id", name="fk_source_made_by"), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_source"),
        sa.UniqueConstraint("project_id", "uuid", name="uq_source_project_id_uuid"),
        sqlite_strict=True,
    )
    op.create_index("ix_source_canonical_url", "source", ["canonical_url"])


def _fact_check() -> None:
    op.create_table(
        "fact_check",
        sa.Column("id", sa.Integer()),
        sa.Column(
            "project_id",
            sa.Integer(),
            sa.ForeignKey("project.id", name="fk_fact_check_project_id"),
            nullable=False,
        ),
        sa.Column("uuid", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "made_by", sa.Integer(), sa.ForeignKey("account.id", name="fk_fact_check_made_by"), nullable=True
        ),
        sa.PrimaryKeyConstraint("id", name="pk_fact_check"),
        sa.UniqueConstraint("project_id", "uuid", name="uq_fact_check_project_id_uuid"),
        sqlite_strict=True,
    )


def _mention() -> None:
    op.create_table(
        "mention",
        sa.Column("id", sa.Integer()),
        sa.Column(
            "fact_check_id",
            sa.Integer(),
            sa.ForeignKey("fact_check.id", name="fk_mention_fact_check_id"),
            nullable=False,
        ),
        sa.Column("annotation_uuid", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_mention"),
        sa.UniqueConstraint("fact_check_id", "annotation_uuid", name="uq_mention_fact_check_id_annotation_uuid"),
        sqlite_strict=True,
    )
    op.create_index("ix_mention_annotation_uuid", "mention", ["annotation_uuid"])
