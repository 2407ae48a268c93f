"""The table of jobs."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, String, Table, Text, text

from engine.platform.db import metadata
from engine.platform.types import BigId, Instant, Json

WAITING = "waiting"
RUNNING = "running"
DONE = "done"
CANCELLED = "cancelled"
DEAD = "dead"

MAIN = "main"
"""The queue of jobs that are older than queues."""

URGENT, NORMAL, IDLE = -10, 0, 10
"""Priorities: what somebody waits for, the rest, and what may wait until nothing else is due."""

_RUNNING = text("status = 'running'")
_OPEN = text("status IN ('waiting', 'running')")

job = Table(
    "job",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("key", String(200), nullable=False, unique=True),
    Column("kind", String(60), nullable=False),
    Column("dossier_id", BigInteger),
    Column("payload", Json, nullable=False),
    Column("status", String(12), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("run_at", Instant, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("lease_owner", String(80)),
    Column("last_error", Text),
    Column("result", Json),
    Column("ended_at", Instant),
    Column("queue", String(80), nullable=False, server_default=MAIN),
    Column("priority", Integer, nullable=False, server_default="0"),
    Column("handed_at", Instant),
    Index("ix_job_open", "priority", "run_at", "id", sqlite_where=_OPEN, postgresql_where=_OPEN),
    Index("ix_job_running", "queue", "dossier_id", sqlite_where=_RUNNING, postgresql_where=_RUNNING),
    Index("ix_job_dossier", "dossier_id"),
)
"""One thing to do at ``due_at``. ``key`` makes it unique for ever; ``run_at`` is when a runner may take it next: for a
waiting job its due or retry time, for a running one the end of its lease (its runner died if that passes).

Two jobs of one dossier in one queue never run at once. ``handed_at`` is when the job was handed to the engine that runs
it, where that is not our own."""
