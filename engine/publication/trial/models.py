"""The table of trials: which revision is tried, since when, by whom, and how far its clock was moved on."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table

from engine.platform.db import metadata
from engine.platform.types import BigId, Instant

trial = Table(
    "trial",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("copy_id", ForeignKey("working_copy.id"), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("hash", String(64), nullable=False),
    Column("key", String(80), nullable=False),
    Column("name", String(500), nullable=False),
    Column("status", String(12), nullable=False),
    Column("ahead_seconds", Integer, nullable=False),
    Column("begun_at", Instant, nullable=False),
    Column("begun_by_account", Integer, nullable=False),
    Column("begun_by", String(200), nullable=False),
    Column("closed_at", Instant),
    Column("closed_by", String(200)),
    Index("ix_trial_copy", "copy_id", "status"),
)
"""``ahead_seconds`` is how far the trial's clock runs before the real one. What happens in a trial is not in here."""
