"""The table of reminders: one row for each person told of one stage of one open step."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, UniqueConstraint

from engine.platform.db import metadata
from engine.platform.types import BigId, Instant

reminder = Table(
    "reminder",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("work_item_id", ForeignKey("work_item.id"), nullable=False),
    Column("dossier_id", ForeignKey("dossier.id"), nullable=False),
    Column("stage", String(12), nullable=False),
    Column("person_id", Integer, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("read_at", Instant),
    Column("mailed_at", Instant),
    UniqueConstraint("work_item_id", "stage", "person_id"),
    Index("ix_reminder_person", "person_id", "read_at"),
)
"""``stage``: soon, overdue (both to whoever does the step), one_stop, head, leader.

The uniqueness says: told once, for ever.
"""
