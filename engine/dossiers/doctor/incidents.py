"""I2: whatever the machine could not do is an open incident, and no incident outlives its dossier."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from engine.documents.store import FileStore
from engine.dossiers.doctor.finding import Finding
from engine.dossiers.models import dossier, incident, work_item
from engine.text import Text


def incidents(session: Session, _: FileStore) -> Iterator[Finding]:
    """Open steps nobody can do without an incident, and open incidents of ended dossiers."""
    open_one = incident.c.resolved_at.is_(None)
    said = exists().where(
        incident.c.dossier_id == work_item.c.dossier_id, incident.c.task == work_item.c.task, open_one
    )
    nobodys = select(work_item.c.dossier_id, work_item.c.element).where(
        work_item.c.status == "open", work_item.c.unit_id.is_(None), ~said
    )
    for row in session.execute(nobodys):
        yield Finding(
            "I2",
            f"dossier:{row.dossier_id}",
            Text(f"Bước «{row.element}» không ai làm được.", f"Nobody can do the step “{row.element}”."),
        )
    left = select(incident.c.dossier_id).join(dossier, dossier.c.id == incident.c.dossier_id)
    for row in session.execute(left.where(open_one, dossier.c.ended_at.is_not(None))):
        yield Finding(
            "I2",
            f"dossier:{row.dossier_id}",
            Text("Đã kết thúc mà còn sự cố mở.", "Ended, yet an incident is still open."),
        )
