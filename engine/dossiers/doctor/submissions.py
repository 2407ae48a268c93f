"""I1: every dossier is findable by its reference (and code) with the application it was begun with."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from engine.documents.store import FileStore
from engine.dossiers.doctor.finding import Finding
from engine.dossiers.models import dossier, dossier_state, history
from engine.text import Text


def submissions(session: Session, _: FileStore) -> Iterator[Finding]:
    """Each dossier has its engine state and the history line of its submission."""
    begun = select(history.c.dossier_id).where(history.c.act == "submitted")
    for row in session.execute(select(dossier.c.id).where(dossier.c.id.not_in(begun))):
        yield Finding("I1", f"dossier:{row.id}", Text("Không có dòng nộp hồ sơ.", "No line tells of its submission."))
    with_state = select(dossier_state.c.dossier_id)
    for row in session.execute(select(dossier.c.id).where(dossier.c.id.not_in(with_state))):
        yield Finding("I1", f"dossier:{row.id}", Text("Mất trạng thái xử lý.", "Its engine state is missing."))
    doubled = select(dossier.c.code).where(dossier.c.code.is_not(None)).group_by(dossier.c.code)
    for row in session.execute(doubled.having(func.count() > 1)):
        yield Finding("I1", row.code, Text("Mã hồ sơ trùng nhau.", "Two dossiers share this code."))
