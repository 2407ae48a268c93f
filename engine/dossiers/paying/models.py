"""Tables of payments beyond the amounts due: orders at the gateway, its notifications, and the daily comparison."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, String, Table, UniqueConstraint, text

from engine.platform.db import metadata
from engine.platform.types import BigId, Instant, Json

WAITING = "waiting"
"""The payer was sent to the gateway; nobody knows yet how it went."""
PAID = "paid"
FAILED = "failed"
CANCELLED = "cancelled"
EXPIRED = "expired"
SURPLUS = "surplus"
"""Money came for something that was no longer due: an officer must see to giving it back."""

_WAITING = text("status = 'waiting'")
_UNSETTLED = text("settled_at IS NULL")

payment_order = Table(
    "payment_order",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("number", String(40), nullable=False, unique=True),
    Column("dossier_id", ForeignKey("dossier.id"), nullable=False),
    Column("partner", String(60), nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("lines", Json, nullable=False),
    Column("status", String(12), nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("closed_at", Instant),
    Column("transaction_no", String(80)),
    Column("receipt_no", String(60)),
    Column("last_said", String(300)),
    Index("ix_payment_order_dossier", "dossier_id", "id"),
    Index("ix_payment_order_waiting", "expires_at", sqlite_where=_WAITING, postgresql_where=_WAITING),
    Index("ix_payment_order_made", "partner", "made_at"),
)
"""One payment somebody set out to make. ``lines`` are the amounts it covers: payment row, amount, name."""

payment_notice = Table(
    "payment_notice",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("partner", String(60), nullable=False),
    Column("number", String(120), nullable=False),
    Column("order_number", String(40), nullable=False),
    Column("received_at", Instant, nullable=False),
    Column("outcome", String(16), nullable=False),
    Column("body", Json, nullable=False),
    UniqueConstraint("partner", "number"),
    Index("ix_payment_notice_order", "order_number"),
)
"""A genuine notification of the gateway, and what became of it; ``number`` is the gateway's."""

payment_check = Table(
    "payment_check",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("partner", String(60), nullable=False),
    Column("day", String(10), nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("made_by", String(200), nullable=False),
    Column("ours", Integer, nullable=False),
    Column("ours_total", BigInteger, nullable=False),
    Column("theirs", Integer, nullable=False),
    Column("theirs_total", BigInteger, nullable=False),
    Column("error", String(300)),
    UniqueConstraint("partner", "day"),
)
"""The last comparison of one day's books with the gateway's statement; ``error`` when there was no statement."""

payment_mismatch = Table(
    "payment_mismatch",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("partner", String(60), nullable=False),
    Column("day", String(10), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("order_number", String(40), nullable=False),
    Column("transaction_no", String(80), nullable=False),
    Column("ours", BigInteger),
    Column("theirs", BigInteger),
    Column("found_at", Instant, nullable=False),
    Column("settled_at", Instant),
    Column("settled_by", String(200)),
    Column("note", String(500)),
    UniqueConstraint("partner", "day", "kind", "order_number", "transaction_no"),
    Index("ix_payment_mismatch_open", "found_at", sqlite_where=_UNSETTLED, postgresql_where=_UNSETTLED),
)
"""One difference between our books and the gateway's; a person settles it with a note."""
