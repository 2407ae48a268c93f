"""I7: what comes due by itself has a job that will see to it, or an incident that says why not."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import ColumnElement, String, Table, cast, exists, literal, select
from sqlalchemy.orm import Session

from engine.documents.store import FileStore
from engine.dossiers.doctor.finding import Finding
from engine.dossiers.failed_jobs import CODE
from engine.dossiers.jobs import CLOSE_WAIT, FIRE_TIMER
from engine.dossiers.models import incident, timer, wait
from engine.platform.jobs.models import RUNNING, WAITING, job
from engine.text import Text


def alarms(session: Session, _: FileStore) -> Iterator[Finding]:
    """Open timers, and open waits that close themselves, whose job is gone."""
    for table, kind, due in ((timer, FIRE_TIMER, timer.c.due_at), (wait, CLOSE_WAIT, wait.c.closes_itself_at)):
        query = select(table.c.dossier_id, table.c.element).where(table.c.status == "open", due.is_not(None))
        for row in session.execute(query.where(~_has_job(table, kind), ~_has_incident(table))):
            yield Finding(
                "I7",
                f"dossier:{row.dossier_id}",
                Text(
                    f"Không có công việc nào canh thời hạn của «{row.element}».",
                    f"No job watches “{row.element}” any more.",
                ),
            )


def _has_job(table: Table, kind: str) -> ColumnElement[bool]:
    key = literal(f"{kind}/") + cast(table.c.dossier_id, String) + "/" + table.c.task
    return exists().where(job.c.key == key, job.c.status.in_([WAITING, RUNNING]))


def _has_incident(table: Table) -> ColumnElement[bool]:
    return exists().where(
        incident.c.dossier_id == table.c.dossier_id,
        incident.c.task == table.c.task,
        incident.c.code == CODE,
        incident.c.resolved_at.is_(None),
    )
