"""How procedures stand: orders to suspend, resume and abolish, who looks after them, the basis of a version."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from engine.platform.types import Instant

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    with op.batch_alter_table("procedure", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("owner_unit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True)
        )
        batch_op.create_foreign_key(op.f("fk_procedure_owner_unit_id_unit"), "unit", ["owner_unit_id"], ["id"])
    with op.batch_alter_table("procedure_version", schema=None) as batch_op:
        batch_op.add_column(sa.Column("basis", sa.String(length=500), nullable=True))

    op.create_table(
        "procedure_order",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("procedure_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("from_at", Instant(), nullable=False),
        sa.Column("reason", sa.String(length=2000), nullable=False),
        sa.Column("decision_number", sa.String(length=120), nullable=True),
        sa.Column("proposed_at", Instant(), nullable=False),
        sa.Column("proposed_by_account", sa.Integer(), nullable=False),
        sa.Column("proposed_by", sa.String(length=200), nullable=False),
        sa.Column("decided_at", Instant(), nullable=True),
        sa.Column("decided_by", sa.String(length=200), nullable=True),
        sa.Column("answer", sa.String(length=2000), nullable=True),
        sa.ForeignKeyConstraint(
            ["procedure_id"], ["procedure.id"], name=op.f("fk_procedure_order_procedure_id_procedure")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_procedure_order")),
    )
    with op.batch_alter_table("procedure_order", schema=None) as batch_op:
        batch_op.create_index("ix_procedure_order_status", ["procedure_id", "status"], unique=False)


def downgrade() -> None:
    """Go back."""
    with op.batch_alter_table("procedure_order", schema=None) as batch_op:
        batch_op.drop_index("ix_procedure_order_status")

    op.drop_table("procedure_order")
    with op.batch_alter_table("procedure_version", schema=None) as batch_op:
        batch_op.drop_column("basis")
    with op.batch_alter_table("procedure", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("fk_procedure_owner_unit_id_unit"), type_="foreignkey")
        batch_op.drop_column("owner_unit_id")
