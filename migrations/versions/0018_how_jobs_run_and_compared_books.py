"""Queues and priorities of jobs, the tables of Procrastinate (PostgreSQL), and days compared with partners."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from engine.platform.jobs import schema
from engine.platform.types import BigId, Instant

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

_OPEN = sa.text("status IN ('waiting', 'running')")
_RUNNING = sa.text("status = 'running'")


def upgrade() -> None:
    """Go forward."""
    _jobs()
    _books()
    schema.install(op.get_bind())


def downgrade() -> None:
    """Go back."""
    schema.remove(op.get_bind())
    op.drop_table("partner_difference")
    op.drop_table("partner_day")
    op.drop_index("ix_job_running", table_name="job")
    op.drop_index("ix_job_open", table_name="job")
    with op.batch_alter_table("job") as batch:
        for column in ("handed_at", "priority", "queue"):
            batch.drop_column(column)
    op.create_index("ix_job_open", "job", ["run_at", "id"], sqlite_where=_OPEN, postgresql_where=_OPEN)


def _jobs() -> None:
    op.drop_index("ix_job_open", table_name="job")
    with op.batch_alter_table("job") as batch:
        batch.add_column(sa.Column("queue", sa.String(length=80), server_default="main", nullable=False))
        batch.add_column(sa.Column("priority", sa.Integer(), server_default="0", nullable=False))
        batch.add_column(sa.Column("handed_at", Instant(), nullable=True))
    op.create_index("ix_job_open", "job", ["priority", "run_at", "id"], sqlite_where=_OPEN, postgresql_where=_OPEN)
    op.create_index("ix_job_running", "job", ["queue", "dossier_id"], sqlite_where=_RUNNING, postgresql_where=_RUNNING)
    partner = "(SELECT partner FROM connector_call WHERE connector_call.key = substr(job.key, 14, 40))"
    calls = "kind = 'dossier.call' AND status IN ('waiting', 'running')"
    op.execute(f"UPDATE job SET queue = COALESCE('call.' || {partner}, 'main') WHERE {calls}")


def _books() -> None:
    op.create_table(
        "partner_day",
        sa.Column("id", BigId, nullable=False),
        sa.Column("partner", sa.String(length=60), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("compared_at", Instant(), nullable=False),
        sa.Column("ours", sa.Integer(), nullable=False),
        sa.Column("theirs", sa.Integer(), nullable=False),
        sa.Column("said", sa.String(length=500), nullable=True),
        sa.ForeignKeyConstraint(["partner"], ["partner.code"], name=op.f("fk_partner_day_partner_partner")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner_day")),
        sa.UniqueConstraint("partner", "day", name=op.f("uq_partner_day_partner_day")),
    )
    op.create_table(
        "partner_difference",
        sa.Column("id", BigId, nullable=False),
        sa.Column("day_id", BigId, nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("call_id", BigId, nullable=True),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("receipt", sa.String(length=120), nullable=False),
        sa.Column("ours", sa.String(length=40), nullable=False),
        sa.Column("theirs", sa.String(length=40), nullable=False),
        sa.Column("settled_at", Instant(), nullable=True),
        sa.Column("settled_by", sa.String(length=200), nullable=True),
        sa.Column("note", sa.String(length=500), nullable=True),
        sa.ForeignKeyConstraint(["day_id"], ["partner_day.id"], name=op.f("fk_partner_difference_day_id_partner_day")),
        sa.ForeignKeyConstraint(
            ["call_id"], ["connector_call.id"], name=op.f("fk_partner_difference_call_id_connector_call")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner_difference")),
        sa.UniqueConstraint(
            "day_id", "kind", "key", "receipt", name=op.f("uq_partner_difference_day_id_kind_key_receipt")
        ),
    )
    op.create_index("ix_partner_difference_call", "partner_difference", ["call_id"])
