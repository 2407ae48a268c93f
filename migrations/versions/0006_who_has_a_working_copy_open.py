"""Who has a working copy open, told to others who open it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from engine.platform.types import Instant

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "working_presence",
        sa.Column("copy_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("seen_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["copy_id"], ["working_copy.id"], name=op.f("fk_working_presence_copy_id_working_copy")
        ),
        sa.PrimaryKeyConstraint("copy_id", "account_id", name=op.f("pk_working_presence")),
    )


def downgrade() -> None:
    """Go back."""
    op.drop_table("working_presence")
