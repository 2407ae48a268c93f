"""Tables of working calendars. What is not stored here is as shipped."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, String, Table

from engine.platform.db import metadata
from engine.platform.types import BigId, Instant, Json

DRAFT = "draft"
APPLYING = "applying"
APPLIED = "applied"
DISCARDED = "discarded"

calendar = Table(
    "calendar",
    metadata,
    Column("name", String(60), primary_key=True),
    Column("document", Json, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("changed_at", Instant, nullable=False),
    Column("changed_by", String(200), nullable=False),
)
"""One office calendar, written as ``engine.clock.read_calendar`` reads it; wins over a shipped one of its name."""

holiday_year = Table(
    "holiday_year",
    metadata,
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("document", Json, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("changed_at", Instant, nullable=False),
    Column("changed_by", String(200), nullable=False),
)
"""The decided holidays and swaps of one year, each naming its decision; wins over the shipped list of that year."""

calendar_change = Table(
    "calendar_change",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("kind", String(12), nullable=False),
    Column("subject", String(80), nullable=False),
    Column("payload", Json, nullable=False),
    Column("said", Json, nullable=False),
    Column("decision", String(300)),
    Column("seen", String(40), nullable=False),
    Column("status", String(12), nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("made_by", String(200), nullable=False),
    Column("applied_at", Instant),
    Column("applied_by", String(200)),
    Column("done_at", Instant),
    Index("ix_calendar_change_status", "status", "id"),
)
"""One change, drafted to be previewed and then applied; ``seen`` is the state of all calendars it was drafted on."""
