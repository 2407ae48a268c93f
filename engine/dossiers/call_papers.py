"""The files of a dossier a call may send: what was issued with it and what was handed in, by role."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.connectors.base import Blocked, Paper
from engine.documents.models import document
from engine.documents.printing.models import issued_paper
from engine.documents.store import FileStore

_MOST = 200


def papers_of(session: Session, dossier_id: int, files: FileStore | None) -> tuple[Paper, ...]:
    """The newest of each role last; their bytes are read only when a connector asks."""
    handed_in = select(document.c.document_id, document.c.name, document.c.hash)
    handed_in = handed_in.where(document.c.dossier_id == dossier_id, document.c.document_id.is_not(None))
    issued = select(issued_paper.c.role, issued_paper.c.label, issued_paper.c.pdf_hash)
    issued = issued.where(issued_paper.c.dossier_id == dossier_id, issued_paper.c.void_at.is_(None))
    return (
        *(
            Paper(row.document_id, row.name, row.hash, _reading(files, row.hash))
            for row in session.execute(handed_in.order_by(document.c.id).limit(_MOST))
        ),
        *(
            Paper(
                row.role, f"{row.label}.pdf".replace("/", "-"), row.pdf_hash or "", _reading(files, row.pdf_hash or "")
            )
            for row in session.execute(issued.order_by(issued_paper.c.id).limit(_MOST))
        ),
    )


def _reading(files: FileStore | None, name: str) -> Callable[[], bytes]:
    def read() -> bytes:
        if files is None or not name:
            raise Blocked("no files are at hand here")
        return files.get(name)

    return read
