"""I10: every file of a dossier lies in the store, whole."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.documents.models import document
from engine.documents.store import FileStore
from engine.dossiers.doctor.finding import Finding
from engine.text import Text


def stored_files(session: Session, files: FileStore) -> Iterator[Finding]:
    """Hash every stored file again."""
    for row in session.execute(select(document.c.dossier_id, document.c.name, document.c.hash)).all():
        if not files.intact(row.hash):
            yield Finding(
                "I10",
                f"dossier:{row.dossier_id}",
                Text(f"Tệp «{row.name}» không còn nguyên vẹn.", f"The file “{row.name}” is missing or damaged."),
            )
