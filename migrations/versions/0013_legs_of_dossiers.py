"""What another agency says of its part of a dossier: its own date, status, words, last contact, and child dossiers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from engine.platform.types import BigId, Instant

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_CHILD = sa.text("child_id IS NOT NULL")
_PARENT = sa.text("parent_id IS NOT NULL")
_COLUMNS = ("agency", "due_at", "partner_status", "partner_said", "partner_at", "heard_at", "child_id")


def upgrade() -> None:
    """Go forward."""
    with op.batch_alter_table("connector_call") as batch:
        batch.add_column(sa.Column("agency", sa.String(length=60), nullable=True))
        batch.add_column(sa.Column("due_at", Instant(), nullable=True))
        batch.add_column(sa.Column("partner_status", sa.String(length=20), nullable=True))
        batch.add_column(sa.Column("partner_said", sa.String(length=500), nullable=True))
        batch.add_column(sa.Column("partner_at", Instant(), nullable=True))
        batch.add_column(sa.Column("heard_at", Instant(), nullable=True))
        batch.add_column(sa.Column("child_id", BigId, nullable=True))
        batch.create_foreign_key(op.f("fk_connector_call_child_id_dossier"), "dossier", ["child_id"], ["id"])
    op.create_index(
        "ix_connector_call_child", "connector_call", ["child_id"], sqlite_where=_CHILD, postgresql_where=_CHILD
    )
    op.create_index("ix_dossier_parent", "dossier", ["parent_id"], sqlite_where=_PARENT, postgresql_where=_PARENT)


def downgrade() -> None:
    """Go back."""
    op.drop_index("ix_dossier_parent", table_name="dossier")
    op.drop_index("ix_connector_call_child", table_name="connector_call")
    with op.batch_alter_table("connector_call") as batch:
        batch.drop_constraint(op.f("fk_connector_call_child_id_dossier"), type_="foreignkey")
        for column in reversed(_COLUMNS):
            batch.drop_column(column)
