"""The tables of compared days: one row per partner and day, one per difference found."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, UniqueConstraint

from engine.platform.db import metadata
from engine.platform.types import BigId, Instant

AGREES, DIFFERS, AWAY = "agrees", "differs", "away"
"""How a day compared; ``away``: the partner's list could not be had, it is asked for again."""

NOT_HERE, NOT_THERE, RESULT, DOUBLED = "not_here", "not_there", "result", "doubled"
"""Kinds of differences: theirs we never asked for, ours they do not know, another result, more than one effect."""

partner_day = Table(
    "partner_day",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("partner", ForeignKey("partner.code"), nullable=False),
    Column("day", String(10), nullable=False),
    Column("status", String(12), nullable=False),
    Column("compared_at", Instant, nullable=False),
    Column("ours", Integer, nullable=False),
    Column("theirs", Integer, nullable=False),
    Column("said", String(500)),
    UniqueConstraint("partner", "day"),
)
"""``day`` is an ISO date of our zone; ``ours`` and ``theirs`` count the effects on both sides."""

partner_difference = Table(
    "partner_difference",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("day_id", ForeignKey("partner_day.id"), nullable=False),
    Column("kind", String(12), nullable=False),
    Column("call_id", ForeignKey("connector_call.id")),
    Column("key", String(120), nullable=False),
    Column("receipt", String(120), nullable=False),
    Column("ours", String(40), nullable=False),
    Column("theirs", String(40), nullable=False),
    Column("settled_at", Instant),
    Column("settled_by", String(200)),
    Column("note", String(500)),
    UniqueConstraint("day_id", "kind", "key", "receipt"),
    Index("ix_partner_difference_call", "call_id"),
)
