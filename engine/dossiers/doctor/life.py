"""I2: no living dossier without open work, timer, job, wait, child, incident; open rows equal what the diagram says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from engine.connectors.models import OPEN as CALLED
from engine.connectors.models import connector_call
from engine.documents.store import FileStore
from engine.dossiers.doctor.finding import Finding
from engine.dossiers.dossier import open_dossier
from engine.dossiers.models import dossier, incident, timer, wait, work_item
from engine.platform.jobs.models import job
from engine.spiff import SpiffError
from engine.spiff.standing import open_tasks
from engine.text import Text


def life(session: Session, _: FileStore) -> Iterator[Finding]:
    """Compare the rows of every living dossier with its engine state."""
    living = session.execute(select(dossier.c.id).where(dossier.c.ended_at.is_(None))).scalars().all()
    for dossier_id in living:
        yield from _one(session, dossier_id)


def _one(session: Session, dossier_id: int) -> Iterator[Finding]:
    rows = {
        "steps": _open(session, work_item, dossier_id),
        "waits": _open(session, wait, dossier_id),
        "timers": _open(session, timer, dossier_id),
    }
    if not any(rows.values()) and not _held_otherwise(session, dossier_id):
        yield Finding(
            "I2", f"dossier:{dossier_id}", Text("Hồ sơ không còn ai giữ.", "Nothing holds this living dossier.")
        )
    opened = open_dossier(session, dossier_id)
    try:
        said = open_tasks(opened.version.bundle, opened.state)
    except SpiffError as error:
        yield Finding("I2", f"dossier:{dossier_id}", error.text)
        return
    unsaid = said.errors - _incidents(session, dossier_id)
    if unsaid:
        yield Finding(
            "I2",
            f"dossier:{dossier_id}",
            Text(f"Bước lỗi mà không có sự cố: {sorted(unsaid)}.", f"Failed without an incident: {sorted(unsaid)}."),
        )
    for kind, tasks in (("steps", said.steps), ("waits", said.waits), ("timers", said.timers)):
        if set(tasks) != rows[kind]:
            yield Finding(
                "I2",
                f"dossier:{dossier_id}",
                Text(
                    f"Bảng việc và sơ đồ không khớp ({kind}): {sorted(rows[kind])} / {sorted(tasks)}.",
                    f"Rows and diagram differ ({kind}): {sorted(rows[kind])} / {sorted(tasks)}.",
                ),
            )


def _open(session: Session, table: Table, dossier_id: int) -> set[str]:
    query = select(table.c.task).where(table.c.dossier_id == dossier_id, table.c.status == "open")
    return set(session.execute(query).scalars())


def _incidents(session: Session, dossier_id: int) -> set[str]:
    query = select(incident.c.task).where(incident.c.dossier_id == dossier_id, incident.c.resolved_at.is_(None))
    return set(session.execute(query).scalars())


def _held_otherwise(session: Session, dossier_id: int) -> bool:
    queries: tuple[Any, ...] = (
        select(job.c.id).where(job.c.dossier_id == dossier_id, job.c.status.in_(["waiting", "running"])),
        select(incident.c.id).where(incident.c.dossier_id == dossier_id, incident.c.resolved_at.is_(None)),
        select(connector_call.c.id).where(
            connector_call.c.dossier_id == dossier_id,
            connector_call.c.child_id.is_not(None),
            connector_call.c.status.in_(CALLED),
        ),
    )
    return any(session.execute(query.limit(1)).first() is not None for query in queries)
