"""I8: a published version is what it was: its files still give the hash it was published under."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.documents.store import FileStore
from engine.dossiers.doctor.finding import Finding
from engine.procedures import store
from engine.procedures.models import procedure_version
from engine.text import Text


def versions(session: Session, _: FileStore) -> Iterator[Finding]:
    """Hash the files of every version again."""
    for row in session.execute(select(procedure_version.c.id, procedure_version.c.hash)).all():
        if store.of_version(session, row.id).hash != row.hash:
            yield Finding(
                "I8", f"version:{row.id}", Text("Nội dung phiên bản đã bị thay đổi.", "Its content has been changed.")
            )
