"""Imported sheets: files sent, procedures found in them, their open points, words corrected once."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from engine.platform.types import BigId, Instant, Json

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    _imports()
    _found()
    _points()
    op.create_table(
        "sheet_word",
        sa.Column("id", BigId, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("phrase", sa.String(length=500), nullable=False),
        sa.Column("printed", sa.String(length=500), nullable=False),
        sa.Column("value", Json(), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("made_by_account", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet_word")),
        sa.UniqueConstraint("kind", "phrase", name=op.f("uq_sheet_word_kind_phrase")),
    )


def downgrade() -> None:
    """Go back."""
    for table in ("sheet_word", "sheet_point", "sheet_found", "sheet_import"):
        op.drop_table(table)


def _imports() -> None:
    op.create_table(
        "sheet_import",
        sa.Column("id", BigId, nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("progress", Json(), nullable=True),
        sa.Column("error", Json(), nullable=True),
        sa.Column("sent_at", Instant(), nullable=False),
        sa.Column("sent_by_account", sa.Integer(), nullable=False),
        sa.Column("sent_by", sa.String(length=200), nullable=False),
        sa.Column("read_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["hash"], ["blob.hash"], name=op.f("fk_sheet_import_hash_blob")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet_import")),
    )
    op.create_index("ix_sheet_import_sent", "sheet_import", ["sent_at"])


def _found() -> None:
    op.create_table(
        "sheet_found",
        sa.Column("id", BigId, nullable=False),
        sa.Column("import_id", BigId, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("summary", Json(), nullable=False),
        sa.Column("data", sa.String(length=64), nullable=False),
        sa.Column("files", Json(), nullable=False),
        sa.Column("against", Json(), nullable=True),
        sa.Column("proposal", Json(), nullable=True),
        sa.Column("copy_id", BigId, nullable=True),
        sa.Column("taken_at", Instant(), nullable=True),
        sa.Column("taken_by", sa.String(length=200), nullable=True),
        sa.ForeignKeyConstraint(["import_id"], ["sheet_import.id"], name=op.f("fk_sheet_found_import_id_sheet_import")),
        sa.ForeignKeyConstraint(["data"], ["blob.hash"], name=op.f("fk_sheet_found_data_blob")),
        sa.ForeignKeyConstraint(["copy_id"], ["working_copy.id"], name=op.f("fk_sheet_found_copy_id_working_copy")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet_found")),
        sa.UniqueConstraint("import_id", "position", name=op.f("uq_sheet_found_import_id_position")),
    )
    op.create_index("ix_sheet_found_copy", "sheet_found", ["copy_id"])


def _points() -> None:
    op.create_table(
        "sheet_point",
        sa.Column("id", BigId, nullable=False),
        sa.Column("found_id", BigId, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=True),
        sa.Column("cell", sa.String(length=200), nullable=False),
        sa.Column("place", Json(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reason", Json(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("note", sa.String(length=1000), nullable=True),
        sa.Column("settled_at", Instant(), nullable=True),
        sa.Column("settled_by_account", sa.Integer(), nullable=True),
        sa.Column("settled_by", sa.String(length=200), nullable=True),
        sa.ForeignKeyConstraint(["found_id"], ["sheet_found.id"], name=op.f("fk_sheet_point_found_id_sheet_found")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet_point")),
        sa.UniqueConstraint("found_id", "number", name=op.f("uq_sheet_point_found_id_number")),
    )
