"""Which engine runs the jobs of a database: our own runners, or Procrastinate, to whom due jobs are handed.

Our rows are the truth in both cases; what is handed over is a number and when to look at it, written on the caller's
connection, so that it vanishes with a rollback.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from weakref import WeakSet

from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from engine.platform.jobs.schema import SCHEMA

TASK = "run"
AT_ONCE = 500
"""How many jobs are handed over in one statement."""

_HAND = text(
    f"""
SELECT {SCHEMA}.procrastinate_defer_jobs_v1(array_agg(
    ROW(queue, '{TASK}', -priority, 'dossier/' || dossier_id || '/' || queue, NULL, jsonb_build_object('job', id), NULL)
    ::{SCHEMA}.procrastinate_job_to_defer_v1 ORDER BY priority, run_at, id))
FROM job WHERE id = ANY(:ids) HAVING count(*) > 0
"""
)
_DUE = text(
    f"""
UPDATE job SET handed_at = :now WHERE id IN (
    SELECT id FROM job
    WHERE status IN ('waiting', 'running') AND run_at <= :now AND kind = ANY(:kinds)
      AND (handed_at IS NULL OR handed_at < :forgotten AND NOT EXISTS (
          SELECT 1 FROM {SCHEMA}.procrastinate_jobs AS there
          WHERE (there.args ->> 'job')::bigint = job.id AND there.status IN ('todo', 'doing')))
    ORDER BY priority, run_at, id LIMIT :most FOR UPDATE SKIP LOCKED)
RETURNING id
"""
)
_SCALED: WeakSet[Engine] = WeakSet()


def scale_out(engine: Engine) -> None:
    """From now on the jobs of this database are handed to Procrastinate. PostgreSQL only."""
    if engine.dialect.name != "postgresql":
        raise ValueError("procrastinate needs PostgreSQL")
    _SCALED.add(engine)


def keep(engine: Engine) -> None:
    """From now on our own runners find the jobs of this database."""
    _SCALED.discard(engine)


def is_scaled(session: Session) -> bool:
    """Whether the jobs of this session's database are handed over."""
    return bool(_SCALED) and session.get_bind() in _SCALED


def hand(session: Session, ids: Sequence[int]) -> None:
    """Hand jobs over, in the caller's transaction; their rows say already that they were."""
    if ids:
        session.execute(_HAND, {"ids": list(ids)})


def hand_due(session: Session, kinds: Sequence[str], now: datetime, forgotten: datetime) -> int:
    """Hand over what has come due, whose lease ran out, or was handed over before ``forgotten`` and is gone."""
    values = {"now": now, "forgotten": forgotten, "kinds": list(kinds), "most": AT_ONCE}
    ids = [row.id for row in session.execute(_DUE, values)]
    hand(session, ids)
    return len(ids)


def take_back(session: Session, ids: Sequence[int]) -> None:
    """Jobs that were handed over to somebody who died: they are handed over again at the next sweep."""
    if ids:
        session.execute(text("UPDATE job SET handed_at = NULL WHERE id = ANY(:ids)"), {"ids": list(ids)})
