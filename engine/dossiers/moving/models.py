"""The table of due dates a change of calendar moves: found when it is applied, worked off one dossier at a time."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, UniqueConstraint

from engine.platform.db import metadata
from engine.platform.types import BigId, Instant

WAITING, MOVED, SKIPPED = "waiting", "moved", "skipped"

calendar_move = Table(
    "calendar_move",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("change_id", ForeignKey("calendar_change.id"), nullable=False),
    Column("dossier_id", ForeignKey("dossier.id"), nullable=False),
    Column("work_item_id", Integer, nullable=False),
    Column("wait_id", Integer, nullable=False, default=0),
    Column("unit_id", Integer, nullable=False),
    Column("before", Instant, nullable=False),
    Column("after", Instant, nullable=False),
    Column("status", String(12), nullable=False),
    Column("at", Instant),
    UniqueConstraint("change_id", "dossier_id", "work_item_id", "wait_id"),
    Index("ix_calendar_move_status", "change_id", "status", "dossier_id"),
)
"""``work_item_id`` and ``wait_id`` 0 is the dossier itself; a wait moves by when it closes itself.

``before`` equals ``after`` where a provisional date is now settled.
"""
