"""Calls to other systems: partners, their secrets, calls, attempts, and messages that came back."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from engine.platform.types import BigId, Instant, Json

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_OPEN = sa.text("status IN ('trying', 'accepted', 'stuck') OR debt = 'owed'")


def upgrade() -> None:
    """Go forward."""
    _partners()
    _calls()
    _records()


def downgrade() -> None:
    """Go back."""
    for table in ("connector_message", "connector_attempt", "connector_call", "partner_secret", "partner"):
        op.drop_table(table)


def _partners() -> None:
    op.create_table(
        "partner",
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("base_url", sa.String(length=500), nullable=False),
        sa.Column("local", sa.Boolean(), nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("at_once", sa.Integer(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("rests_until", Instant(), nullable=True),
        sa.Column("last_good_at", Instant(), nullable=True),
        sa.Column("last_bad_at", Instant(), nullable=True),
        sa.Column("last_error", sa.String(length=500), nullable=True),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_partner")),
    )
    op.create_table(
        "partner_secret",
        sa.Column("partner", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("set_at", Instant(), nullable=False),
        sa.Column("set_by", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["partner"], ["partner.code"], name=op.f("fk_partner_secret_partner_partner")),
        sa.PrimaryKeyConstraint("partner", "name", name=op.f("pk_partner_secret")),
    )


def _calls() -> None:
    op.create_table(
        "connector_call",
        sa.Column("id", BigId, nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("dossier_id", BigId, nullable=False),
        sa.Column("task", sa.String(length=60), nullable=False),
        sa.Column("element", sa.String(length=120), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("connector", sa.String(length=80), nullable=False),
        sa.Column("version", sa.String(length=20), nullable=True),
        sa.Column("partner", sa.String(length=60), nullable=False),
        sa.Column("params", Json(), nullable=False),
        sa.Column("policy", sa.String(length=80), nullable=False),
        sa.Column("most", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("receipt", sa.String(length=120), nullable=True),
        sa.Column("opened_at", Instant(), nullable=False),
        sa.Column("deadline_at", Instant(), nullable=False),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.Column("response", Json(), nullable=True),
        sa.Column("entered", Json(), nullable=True),
        sa.Column("entered_by", sa.String(length=200), nullable=True),
        sa.Column("debt", sa.String(length=12), nullable=True),
        sa.Column("last_error", sa.String(length=500), nullable=True),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_connector_call_dossier_id_dossier")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_connector_call")),
        sa.UniqueConstraint("dossier_id", "task", name=op.f("uq_connector_call_dossier_id_task")),
        sa.UniqueConstraint("key", name=op.f("uq_connector_call_key")),
    )
    op.create_index(
        "ix_connector_call_open",
        "connector_call",
        ["partner", "status", "id"],
        sqlite_where=_OPEN,
        postgresql_where=_OPEN,
    )
    op.create_index("ix_connector_call_receipt", "connector_call", ["partner", "receipt"])


def _records() -> None:
    op.create_table(
        "connector_attempt",
        sa.Column("id", BigId, nullable=False),
        sa.Column("call_id", BigId, nullable=False),
        sa.Column("partner", sa.String(length=60), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("started_at", Instant(), nullable=False),
        sa.Column("lease_until", Instant(), nullable=True),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("said", sa.String(length=500), nullable=True),
        sa.Column("exchange", Json(), nullable=True),
        sa.ForeignKeyConstraint(
            ["call_id"], ["connector_call.id"], name=op.f("fk_connector_attempt_call_id_connector_call")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_connector_attempt")),
    )
    op.create_index("ix_connector_attempt_call", "connector_attempt", ["call_id", "id"])
    op.create_index("ix_connector_attempt_flying", "connector_attempt", ["partner", "lease_until"])
    op.create_table(
        "connector_message",
        sa.Column("id", BigId, nullable=False),
        sa.Column("partner", sa.String(length=60), nullable=False),
        sa.Column("number", sa.String(length=120), nullable=False),
        sa.Column("received_at", Instant(), nullable=False),
        sa.Column("ref", sa.String(length=120), nullable=False),
        sa.Column("body", Json(), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("call_id", BigId, nullable=True),
        sa.ForeignKeyConstraint(["partner"], ["partner.code"], name=op.f("fk_connector_message_partner_partner")),
        sa.ForeignKeyConstraint(
            ["call_id"], ["connector_call.id"], name=op.f("fk_connector_message_call_id_connector_call")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_connector_message")),
        sa.UniqueConstraint("partner", "number", name=op.f("uq_connector_message_partner_number")),
    )
    op.create_index("ix_connector_message_ref", "connector_message", ["partner", "ref"])
