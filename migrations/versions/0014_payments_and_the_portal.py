"""How amounts were paid, orders at the payment gateway and their comparison; what the national portal is told."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from engine.platform.types import BigId, Instant, Json

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_WAITING = sa.text("status = 'waiting'")
_UNSETTLED = sa.text("settled_at IS NULL")
_LEFT = sa.text("status <> 'synced'")
_UNSENT = sa.text("status IN ('waiting', 'refused')")
_HOW_PAID = (("method", sa.String(length=12)), ("receipt_no", sa.String(length=60)), ("detail", Json()))


def upgrade() -> None:
    """Go forward."""
    with op.batch_alter_table("payment") as payment:
        payment.alter_column("amount", existing_type=sa.Integer(), type_=sa.BigInteger(), existing_nullable=False)
        for name, kind in _HOW_PAID:
            payment.add_column(sa.Column(name, kind, nullable=True))
    _orders()
    _books()
    _portal()
    _messages()


def downgrade() -> None:
    """Go back."""
    for table in (
        "portal_message",
        "portal_event",
        "dossier_sync",
        "portal_scope",
        "payment_mismatch",
        "payment_check",
        "payment_notice",
        "payment_order",
    ):
        op.drop_table(table)
    with op.batch_alter_table("payment") as payment:
        for name, _ in reversed(_HOW_PAID):
            payment.drop_column(name)
        payment.alter_column("amount", existing_type=sa.BigInteger(), type_=sa.Integer(), existing_nullable=False)


def _orders() -> None:
    op.create_table(
        "payment_order",
        sa.Column("id", BigId, nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("dossier_id", BigId, nullable=False),
        sa.Column("partner", sa.String(length=60), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("lines", Json(), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.Column("closed_at", Instant(), nullable=True),
        sa.Column("transaction_no", sa.String(length=80), nullable=True),
        sa.Column("receipt_no", sa.String(length=60), nullable=True),
        sa.Column("last_said", sa.String(length=300), nullable=True),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_payment_order_dossier_id_dossier")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment_order")),
        sa.UniqueConstraint("number", name=op.f("uq_payment_order_number")),
    )
    op.create_index("ix_payment_order_dossier", "payment_order", ["dossier_id", "id"])
    op.create_index("ix_payment_order_made", "payment_order", ["partner", "made_at"])
    op.create_index(
        "ix_payment_order_waiting", "payment_order", ["expires_at"], sqlite_where=_WAITING, postgresql_where=_WAITING
    )
    op.create_table(
        "payment_notice",
        sa.Column("id", BigId, nullable=False),
        sa.Column("partner", sa.String(length=60), nullable=False),
        sa.Column("number", sa.String(length=120), nullable=False),
        sa.Column("order_number", sa.String(length=40), nullable=False),
        sa.Column("received_at", Instant(), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("body", Json(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment_notice")),
        sa.UniqueConstraint("partner", "number", name=op.f("uq_payment_notice_partner_number")),
    )
    op.create_index("ix_payment_notice_order", "payment_notice", ["order_number"])


def _books() -> None:
    op.create_table(
        "payment_check",
        sa.Column("id", BigId, nullable=False),
        sa.Column("partner", sa.String(length=60), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("made_by", sa.String(length=200), nullable=False),
        sa.Column("ours", sa.Integer(), nullable=False),
        sa.Column("ours_total", sa.BigInteger(), nullable=False),
        sa.Column("theirs", sa.Integer(), nullable=False),
        sa.Column("theirs_total", sa.BigInteger(), nullable=False),
        sa.Column("error", sa.String(length=300), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment_check")),
        sa.UniqueConstraint("partner", "day", name=op.f("uq_payment_check_partner_day")),
    )
    op.create_table(
        "payment_mismatch",
        sa.Column("id", BigId, nullable=False),
        sa.Column("partner", sa.String(length=60), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("order_number", sa.String(length=40), nullable=False),
        sa.Column("transaction_no", sa.String(length=80), nullable=False),
        sa.Column("ours", sa.BigInteger(), nullable=True),
        sa.Column("theirs", sa.BigInteger(), nullable=True),
        sa.Column("found_at", Instant(), nullable=False),
        sa.Column("settled_at", Instant(), nullable=True),
        sa.Column("settled_by", sa.String(length=200), nullable=True),
        sa.Column("note", sa.String(length=500), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment_mismatch")),
        sa.UniqueConstraint(
            "partner",
            "day",
            "kind",
            "order_number",
            "transaction_no",
            name=op.f("uq_payment_mismatch_partner_day_kind_order_number_transaction_no"),
        ),
    )
    op.create_index(
        "ix_payment_mismatch_open",
        "payment_mismatch",
        ["found_at"],
        sqlite_where=_UNSETTLED,
        postgresql_where=_UNSETTLED,
    )


def _portal() -> None:
    op.create_table(
        "portal_scope",
        sa.Column("procedure_key", sa.String(length=80), nullable=False),
        sa.Column("included", sa.Boolean(), nullable=False),
        sa.Column("changed_at", Instant(), nullable=False),
        sa.Column("changed_by", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("procedure_key", name=op.f("pk_portal_scope")),
    )
    op.create_table(
        "dossier_sync",
        sa.Column("dossier_id", BigId, nullable=False),
        sa.Column("portal_code", sa.String(length=60), nullable=True),
        sa.Column("origin", sa.String(length=8), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("last_seq", sa.Integer(), nullable=False),
        sa.Column("changed_at", Instant(), nullable=False),
        sa.Column("leased_until", Instant(), nullable=True),
        sa.Column("last_error", sa.String(length=500), nullable=True),
        sa.Column("files", Json(), nullable=True),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_dossier_sync_dossier_id_dossier")),
        sa.PrimaryKeyConstraint("dossier_id", name=op.f("pk_dossier_sync")),
        sa.UniqueConstraint("portal_code", name=op.f("uq_dossier_sync_portal_code")),
    )
    op.create_index(
        "ix_dossier_sync_left", "dossier_sync", ["status", "changed_at"], sqlite_where=_LEFT, postgresql_where=_LEFT
    )


def _messages() -> None:
    op.create_table(
        "portal_event",
        sa.Column("id", BigId, nullable=False),
        sa.Column("dossier_id", BigId, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("code", sa.Integer(), nullable=False),
        sa.Column("whole", sa.Boolean(), nullable=False),
        sa.Column("person", sa.String(length=200), nullable=False),
        sa.Column("post", sa.String(length=60), nullable=True),
        sa.Column("unit", sa.String(length=300), nullable=True),
        sa.Column("said", sa.String(length=1000), nullable=False),
        sa.Column("due_at", Instant(), nullable=True),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("sent_at", Instant(), nullable=True),
        sa.Column("last_error", sa.String(length=500), nullable=True),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_portal_event_dossier_id_dossier")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_portal_event")),
        sa.UniqueConstraint("dossier_id", "seq", name=op.f("uq_portal_event_dossier_id_seq")),
    )
    op.create_index(
        "ix_portal_event_left", "portal_event", ["dossier_id", "seq"], sqlite_where=_UNSENT, postgresql_where=_UNSENT
    )
    op.create_table(
        "portal_message",
        sa.Column("id", BigId, nullable=False),
        sa.Column("number", sa.String(length=120), nullable=False),
        sa.Column("service", sa.String(length=40), nullable=False),
        sa.Column("portal_code", sa.String(length=60), nullable=False),
        sa.Column("received_at", Instant(), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("dossier_id", BigId, nullable=True),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_portal_message_dossier_id_dossier")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_portal_message")),
        sa.UniqueConstraint("number", name=op.f("uq_portal_message_number")),
    )
    op.create_index("ix_portal_message_code", "portal_message", ["portal_code"])
