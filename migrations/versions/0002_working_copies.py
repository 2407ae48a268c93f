"""Working copies: where procedures are declared, with their revisions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from engine.platform.types import Instant, Json

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "working_copy",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("origin", sa.String(length=16), nullable=False),
        sa.Column("based_on", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("draft_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("retired", Json(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("created_by_account", sa.Integer(), nullable=False),
        sa.Column("created_by", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["based_on"], ["procedure_version.id"], name=op.f("fk_working_copy_based_on_procedure_version")
        ),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name=op.f("fk_working_copy_draft_id_draft")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_working_copy")),
    )
    with op.batch_alter_table("working_copy", schema=None) as batch_op:
        batch_op.create_index("ix_working_copy_status", ["status", "key"], unique=False)

    op.create_table(
        "working_revision",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("copy_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("parent", sa.Integer(), nullable=True),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("what", Json(), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("made_by_account", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["copy_id"], ["working_copy.id"], name=op.f("fk_working_revision_copy_id_working_copy")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_working_revision")),
        sa.UniqueConstraint("copy_id", "number", name=op.f("uq_working_revision_copy_id_number")),
    )
    op.create_table(
        "working_source",
        sa.Column("revision_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("path", sa.String(length=300), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["hash"], ["blob.hash"], name=op.f("fk_working_source_hash_blob")),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["working_revision.id"], name=op.f("fk_working_source_revision_id_working_revision")
        ),
        sa.PrimaryKeyConstraint("revision_id", "path", name=op.f("pk_working_source")),
    )


def downgrade() -> None:
    """Go back."""
    op.drop_table("working_source")
    op.drop_table("working_revision")
    with op.batch_alter_table("working_copy", schema=None) as batch_op:
        batch_op.drop_index("ix_working_copy_status")

    op.drop_table("working_copy")
