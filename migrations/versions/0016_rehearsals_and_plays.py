"""Rehearsals that go on beside the screens, and plays people have begun."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from engine.platform.types import Instant, Json

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "rehearsal_run",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("program", sa.String(length=40), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("stop", sa.Boolean(), nullable=False),
        sa.Column("acts", sa.Integer(), nullable=False),
        sa.Column("standings", sa.Integer(), nullable=False),
        sa.Column("waiting", sa.Integer(), nullable=False),
        sa.Column("begun_at", Instant(), nullable=False),
        sa.Column("beat_at", Instant(), nullable=False),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.Column("report", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rehearsal_run")),
        sa.UniqueConstraint("hash", "program", name=op.f("uq_rehearsal_run_hash_program")),
    )
    op.create_table(
        "rehearsal_play",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("copy_id", _BIG, nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("plan", Json(), nullable=False),
        sa.Column("begun_at", Instant(), nullable=False),
        sa.Column("begun_by_account", sa.Integer(), nullable=False),
        sa.Column("begun_by", sa.String(length=200), nullable=False),
        sa.Column("touched_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["copy_id"], ["working_copy.id"], name=op.f("fk_rehearsal_play_copy_id_working_copy")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rehearsal_play")),
    )
    op.create_index("ix_rehearsal_play_copy", "rehearsal_play", ["copy_id", "begun_by_account"])


def downgrade() -> None:
    """Go back."""
    op.drop_index("ix_rehearsal_play_copy", table_name="rehearsal_play")
    op.drop_table("rehearsal_play")
    op.drop_table("rehearsal_run")
