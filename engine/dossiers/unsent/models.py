"""The table of applications not handed in yet."""

from __future__ import annotations

from sqlalchemy import Column, Index, String, Table, UniqueConstraint

from engine.platform.db import metadata
from engine.platform.types import BigId, Instant, Json

unsent_filing = Table(
    "unsent_filing",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("token_hash", String(64), nullable=False),
    Column("procedure_key", String(80), nullable=False),
    Column("answers", Json, nullable=False),
    Column("kept_at", Instant, nullable=False),
    UniqueConstraint("token_hash", "procedure_key"),
    Index("ix_unsent_filing_kept_at", "kept_at"),
)
