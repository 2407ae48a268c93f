"""The tables of rehearsals: one run per content of files and program, and the plays people have begun."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, LargeBinary, String, Table, UniqueConstraint

from engine.platform.db import metadata
from engine.platform.types import BigId, Instant, Json

rehearsal_run = Table(
    "rehearsal_run",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("hash", String(64), nullable=False),
    Column("program", String(40), nullable=False),
    Column("status", String(12), nullable=False),
    Column("token", String(32), nullable=False),
    Column("stop", Boolean, nullable=False),
    Column("acts", Integer, nullable=False),
    Column("standings", Integer, nullable=False),
    Column("waiting", Integer, nullable=False),
    Column("begun_at", Instant, nullable=False),
    Column("beat_at", Instant, nullable=False),
    Column("ended_at", Instant),
    Column("report", LargeBinary),
    UniqueConstraint("hash", "program"),
)
"""``token`` names the one worker whose run it is; ``report`` is compressed JSON once it is done."""

rehearsal_play = Table(
    "rehearsal_play",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("copy_id", ForeignKey("working_copy.id"), nullable=False),
    Column("name", String(300), nullable=False),
    Column("plan", Json, nullable=False),
    Column("begun_at", Instant, nullable=False),
    Column("begun_by_account", Integer, nullable=False),
    Column("begun_by", String(200), nullable=False),
    Column("touched_at", Instant, nullable=False),
    Index("ix_rehearsal_play_copy", "copy_id", "begun_by_account"),
)
"""``plan`` is what has been done and what the story still has in store (engine.rehearsal.playing)."""
