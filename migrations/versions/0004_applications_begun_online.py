"""applications begun online."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from engine.platform.types import Instant, Json

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "unsent_filing",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("procedure_key", sa.String(length=80), nullable=False),
        sa.Column("answers", Json(), nullable=False),
        sa.Column("kept_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unsent_filing")),
        sa.UniqueConstraint("token_hash", "procedure_key", name=op.f("uq_unsent_filing_token_hash_procedure_key")),
    )
    with op.batch_alter_table("unsent_filing", schema=None) as batch_op:
        batch_op.create_index("ix_unsent_filing_kept_at", ["kept_at"], unique=False)


def downgrade() -> None:
    """Go back."""
    with op.batch_alter_table("unsent_filing", schema=None) as batch_op:
        batch_op.drop_index("ix_unsent_filing_kept_at")

    op.drop_table("unsent_filing")
