"""The jobs dossiers leave for later: due rows written in the same transaction as the act that needs them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from engine.platform import jobs

FIRE_TIMER = "dossier.fire_timer"
CLOSE_WAIT = "dossier.close_wait"
CONTINUE = "dossier.continue"
DELIVER_EARLY = "dossier.deliver_early"


def wake_up(session: Session, kind: str, dossier_id: int, task: str, due_at: datetime, now: datetime) -> None:
    """Leave a job that comes back to a dossier's task at ``due_at``; the same task never has two of a kind."""
    jobs.enqueue(
        session,
        kind,
        _key(kind, dossier_id, task),
        payload={"dossier": dossier_id, "task": task},
        dossier_id=dossier_id,
        due_at=due_at,
        now=now,
    )


def cancel_wake_up(session: Session, kind: str, dossier_id: int, task: str, now: datetime) -> None:
    """Take the job back; does nothing when it ran or never existed."""
    jobs.cancel(session, _key(kind, dossier_id, task), now)


def _key(kind: str, dossier_id: int, task: str) -> str:
    return f"{kind}/{dossier_id}/{task}"
