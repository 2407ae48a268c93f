"""Waits that close themselves are among what a change of calendar moves."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_NARROW = ["change_id", "dossier_id", "work_item_id"]
_WIDE = [*_NARROW, "wait_id"]


def upgrade() -> None:
    """Go forward."""
    with op.batch_alter_table("calendar_move") as batch:
        batch.add_column(sa.Column("wait_id", sa.Integer(), server_default="0", nullable=False))
        batch.drop_constraint(_name(_NARROW), type_="unique")
        batch.create_unique_constraint(_name(_WIDE), _WIDE)
    with op.batch_alter_table("calendar_move") as batch:
        batch.alter_column("wait_id", server_default=None)


def downgrade() -> None:
    """Go back."""
    op.execute("DELETE FROM calendar_move WHERE wait_id <> 0")
    with op.batch_alter_table("calendar_move") as batch:
        batch.drop_constraint(_name(_WIDE), type_="unique")
        batch.create_unique_constraint(_name(_NARROW), _NARROW)
        batch.drop_column("wait_id")


def _name(columns: list[str]) -> str:
    return op.f(f"uq_calendar_move_{'_'.join(columns)}")
