"""Jobs of a dossier that were tried too often: the incident each leaves, and running it again after the repair."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from engine.dossiers.author import Author
from engine.dossiers.holding import hold
from engine.dossiers.jobs import CLOSE_WAIT, CONTINUE, DELIVER_EARLY, FIRE_TIMER
from engine.dossiers.models import incident, timer, wait
from engine.platform import audit, jobs
from engine.platform.jobs import Job
from engine.platform.jobs.models import DEAD, job
from engine.text import Text

CODE = "job"
_ABOUT = {FIRE_TIMER: timer, CLOSE_WAIT: wait, DELIVER_EARLY: wait}


def gave_up(session: Session, failed: Job, error: str, now: datetime) -> None:
    """Write the incident of a job nobody tries any more; a job about something that is over leaves none."""
    dossier_id, task = failed.payload["dossier"], failed.payload["task"]
    hold(session, dossier_id)
    element = _element(session, failed.kind, dossier_id, task)
    if element is None:
        return
    message = Text(
        f"Công việc tự động «{failed.kind}» không chạy được sau nhiều lần thử: {error}",
        f"The automatic job “{failed.kind}” failed after several attempts: {error}",
    )
    session.execute(
        incident.insert().values(
            dossier_id=dossier_id,
            task=None if failed.kind == CONTINUE else task,
            element=element,
            code=CODE,
            message=list(message),
            opened_at=now,
        )
    )


def revive(session: Session, row: Row[Any], author: Author, now: datetime) -> None:
    """Give the dead jobs behind an incident another round and settle it: should they die again, another will say so."""
    for dead in session.execute(select(job).where(job.c.dossier_id == row.dossier_id, job.c.status == DEAD)).all():
        if row.task == (None if dead.kind == CONTINUE else dead.payload["task"]):
            jobs.retry(session, dead.id, now)
            audit.record(
                session,
                subject_kind="job",
                subject_id=dead.id,
                act="job_retried",
                actor=author.account,
                on_behalf=author.on_behalf,
                at=now,
                detail={"dossier": row.dossier_id, "kind": dead.kind},
            )
    settled = incident.update().where(incident.c.id == row.id)
    session.execute(settled.values(resolved_at=now, resolved_by=author.name))


def _element(session: Session, kind: str, dossier_id: int, task: str) -> str | None:
    """The element a job is about while that is still open; the job's own kind for a continuation."""
    table = _ABOUT.get(kind)
    if table is None:
        return kind
    query = select(table.c.element).where(table.c.dossier_id == dossier_id, table.c.task == task)
    return session.execute(query.where(table.c.status == "open")).scalar()
