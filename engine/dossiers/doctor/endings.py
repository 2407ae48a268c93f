"""I4: an ended dossier ended through an end event or a declared act, and nothing of it is open any more."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.documents.store import FileStore
from engine.dossiers.doctor.finding import Finding
from engine.dossiers.models import dossier, timer, wait, work_item
from engine.procedures import versions
from engine.text import Text

ACTS = frozenset({"withdrawn", "auto_closed"})


def endings(session: Session, _: FileStore) -> Iterator[Finding]:
    """Check how each ended dossier ended, and that it has no open rows."""
    ended = session.execute(
        select(dossier.c.id, dossier.c.ended_by, dossier.c.version_id).where(dossier.c.ended_at.is_not(None))
    ).all()
    for row in ended:
        node = versions.load(session, row.version_id).definition.nodes.get(row.ended_by)
        if row.ended_by not in ACTS and (node is None or node.kind != "end"):
            yield Finding(
                "I4",
                f"dossier:{row.id}",
                Text(f"Kết thúc ở «{row.ended_by}», không phải điểm kết thúc.", f"Ended at “{row.ended_by}”."),
            )
    for table in (work_item, wait, timer):
        left = select(table.c.dossier_id).join(dossier, dossier.c.id == table.c.dossier_id)
        for row in session.execute(left.where(table.c.status == "open", dossier.c.ended_at.is_not(None))):
            yield Finding(
                "I4",
                f"dossier:{row.dossier_id}",
                Text(f"Đã kết thúc mà còn {table.name} mở.", f"Ended, yet a {table.name} is still open."),
            )
