"""Trials of working copies: which revision, since when, by whom; what happens in one is in a database of its own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from engine.platform.types import Instant

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "trial",
        sa.Column("id", _ID, nullable=False),
        sa.Column("copy_id", _ID, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("ahead_seconds", sa.Integer(), nullable=False),
        sa.Column("begun_at", Instant(), nullable=False),
        sa.Column("begun_by_account", sa.Integer(), nullable=False),
        sa.Column("begun_by", sa.String(length=200), nullable=False),
        sa.Column("closed_at", Instant(), nullable=True),
        sa.Column("closed_by", sa.String(length=200), nullable=True),
        sa.ForeignKeyConstraint(["copy_id"], ["working_copy.id"], name=op.f("fk_trial_copy_id_working_copy")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trial")),
    )
    op.create_index("ix_trial_copy", "trial", ["copy_id", "status"])


def downgrade() -> None:
    """Go back."""
    op.drop_index("ix_trial_copy", "trial")
    op.drop_table("trial")
