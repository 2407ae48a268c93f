"""I5: audit chains without a gap, one entry per change of state."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import String, cast, func, select
from sqlalchemy.orm import Session

from engine.documents.store import FileStore
from engine.dossiers.doctor.finding import Finding
from engine.dossiers.models import dossier_state
from engine.platform.audit import verify
from engine.platform.audit.models import audit
from engine.text import Text


def audit_trail(session: Session, _: FileStore) -> Iterator[Finding]:
    """Recompute every chain, and compare the number of entries with the state's version."""
    for problem in verify(session):
        yield Finding("I5", problem.subject, problem.message)
    entries = (
        select(audit.c.subject_id, func.count().label("entries"))
        .where(audit.c.subject_kind == "dossier")
        .group_by(audit.c.subject_id)
        .subquery()
    )
    query = select(dossier_state.c.dossier_id, dossier_state.c.version, entries.c.entries).outerjoin(
        entries, entries.c.subject_id == cast(dossier_state.c.dossier_id, String)
    )
    for row in session.execute(query.where(func.coalesce(entries.c.entries, 0) != dossier_state.c.version)):
        yield Finding(
            "I5",
            f"dossier:{row.dossier_id}",
            Text(
                f"{row.version} thay đổi trạng thái nhưng {row.entries or 0} dấu vết.",
                f"{row.version} changes of state but {row.entries or 0} audit entries.",
            ),
        )
