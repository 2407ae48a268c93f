"""The job that sees to a call: one per round, in a queue of its partner."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from engine.connectors.contrib import child
from engine.platform import jobs

CALL = "dossier.call"
"""The kind of the jobs that make calls."""
CHILD = "dossier.child"
"""The kind of the jobs that make a call by beginning a child dossier."""


def job_key(call: Any) -> str:
    """The key of the job that sees to a call, in its present round."""
    return f"{CALL}/{call.key}/{call.round}"


def put_in_queue(session: Session, call: Any, now: datetime) -> None:
    """Leave the job that makes this call, or takes it back."""
    payload = {"dossier": call.dossier_id, "task": call.task, "call": call.id, "round": call.round}
    if call.connector == child.CHILD:
        jobs.enqueue(session, CHILD, job_key(call), now=now, dossier_id=call.dossier_id, payload=payload)
        return
    place = queue_of(call.partner)
    jobs.enqueue(session, CALL, job_key(call), now=now, dossier_id=call.dossier_id, payload=payload, queue=place)


def queue_of(partner: str) -> str:
    """The queue of a partner's calls: a slow partner keeps only its own waiting."""
    return f"call.{partner}"
