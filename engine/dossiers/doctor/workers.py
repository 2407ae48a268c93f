"""I3: a finished step says who finished it, when and how, and was finished once."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from engine.documents.store import FileStore
from engine.dossiers.doctor.finding import Finding
from engine.dossiers.models import work_item
from engine.text import Text


def workers(session: Session, _: FileStore) -> Iterator[Finding]:
    """Closed work items without a person, a time or a unit."""
    query = select(work_item.c.id).where(
        work_item.c.status == "closed",
        or_(work_item.c.closed_by.is_(None), work_item.c.closed_at.is_(None), work_item.c.unit_id.is_(None)),
    )
    for row in session.execute(query):
        yield Finding(
            "I3", f"work_item:{row.id}", Text("Không rõ ai hoàn thành.", "Nobody is on record as having finished it.")
        )
    early = select(work_item.c.id).where(work_item.c.closed_at < work_item.c.opened_at)
    for row in session.execute(early):
        yield Finding("I3", f"work_item:{row.id}", Text("Đóng trước khi mở.", "Closed before it was opened."))
