"""Lists and figures of open dossiers walk an index each, however many dossiers have ended."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

OPEN = "status = 'open'"
PLAIN = (
    ("ix_dossier_submitted", "dossier", ["submitted_at", "receiving_unit_id", "resolving_unit_id", "id"]),
    ("ix_work_item_unit", "work_item", ["unit_id", "opened_at", "dossier_id"]),
    ("ix_incident_dossier", "incident", ["dossier_id"]),
)
PARTIAL = (
    (
        "ix_dossier_open",
        "dossier",
        ["receiving_unit_id", "procedure_key", "resolving_unit_id", "clock_status", "due_at", "submitted_at", "id"],
        "ended_at IS NULL",
    ),
    (
        "ix_dossier_resolving",
        "dossier",
        ["resolving_unit_id"],
        "resolving_unit_id <> receiving_unit_id",
    ),
    ("ix_dossier_done", "dossier", ["done_at"], "done_at IS NOT NULL"),
    ("ix_dossier_ended", "dossier", ["ended_at"], "ended_at IS NOT NULL"),
    ("ix_work_item_held", "work_item", ["unit_id", "dossier_id", "due_at", "id"], OPEN),
    ("ix_work_item_mine", "work_item", ["person_id", "due_at", "id"], f"{OPEN} AND person_id IS NOT NULL"),
    ("ix_wait_open", "wait", ["kind", "partner", "dossier_id", "opened_at"], OPEN),
)


LONGER = ("ix_work_item_dossier", "work_item", ["dossier_id", "status"], ["unit_id"])
LONGER_PARTIAL = ("ix_work_item_open", "work_item", ["unit_id", "post", "due_at", "id"], ["person_id"])


def upgrade() -> None:
    """Go forward."""
    op.drop_index("ix_dossier_status", "dossier")
    for name, table, columns in PLAIN:
        op.create_index(name, table, columns)
    for name, table, columns, where in PARTIAL:
        _partial(name, table, columns, where)
    name, table, columns, more = LONGER
    op.drop_index(name, table)
    op.create_index(name, table, columns + more)
    name, table, columns, more = LONGER_PARTIAL
    op.drop_index(name, table)
    _partial(name, table, columns + more, OPEN)


def downgrade() -> None:
    """Go back."""
    name, table, columns, _ = LONGER_PARTIAL
    op.drop_index(name, table)
    _partial(name, table, columns, OPEN)
    name, table, columns, _ = LONGER
    op.drop_index(name, table)
    op.create_index(name, table, columns)
    for name, table, *_ in (*PARTIAL, *PLAIN):
        op.drop_index(name, table)
    op.create_index("ix_dossier_status", "dossier", ["status", "due_at"])


def _partial(name: str, table: str, columns: list[str], where: str) -> None:
    op.create_index(name, table, columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))
