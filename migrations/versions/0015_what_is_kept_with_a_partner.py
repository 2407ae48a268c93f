"""What an administrator keeps with a partner besides secrets: descriptions of services, certificates, lists."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from engine.platform.types import Instant

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "partner_setting",
        sa.Column("partner", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("set_at", Instant(), nullable=False),
        sa.Column("set_by", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["partner"], ["partner.code"], name=op.f("fk_partner_setting_partner_partner")),
        sa.PrimaryKeyConstraint("partner", "name", name=op.f("pk_partner_setting")),
    )


def downgrade() -> None:
    """Go back."""
    op.drop_table("partner_setting")
