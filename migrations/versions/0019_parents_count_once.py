"""Open dossiers are counted without their children: the index of open ones knows which have a parent."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_OPEN = sa.text("ended_at IS NULL")
_BEFORE = ("receiving_unit_id", "procedure_key", "resolving_unit_id", "clock_status", "due_at", "submitted_at")


def upgrade() -> None:
    """Go forward."""
    _replace([*_BEFORE, "parent_id", "id"])


def downgrade() -> None:
    """Go back."""
    _replace([*_BEFORE, "id"])


def _replace(columns: list[str]) -> None:
    op.drop_index("ix_dossier_open", table_name="dossier")
    op.create_index("ix_dossier_open", "dossier", columns, sqlite_where=_OPEN, postgresql_where=_OPEN)
