"""Adding files to a dossier and reading them back."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from engine.documents.kinds import recognise
from engine.documents.models import document
from engine.documents.store import FileStore
from engine.platform.errors import Missing, TooLarge
from engine.platform.rows import insert_row
from engine.text import Text

MAX_BYTES = 10 * 1024 * 1024


@dataclass(frozen=True)
class Upload:
    """A file as it arrived from a browser."""

    name: str
    data: bytes
    document_id: str | None = None


def add(session: Session, files: FileStore, dossier_id: int, upload: Upload, author: str, now: datetime) -> int:
    """Check and keep one uploaded file; returns its row id. Raises ``Invalid`` or ``TooLarge`` naming the file."""
    if len(upload.data) > MAX_BYTES:
        raise TooLarge(
            Text(f"Tệp «{upload.name}» lớn hơn 10 MB.", f"The file “{upload.name}” is larger than 10 MB."),
            fix=Text("Giảm dung lượng hoặc chia nhỏ tệp.", "Make the file smaller or split it."),
            where=upload.name,
        )
    kind = recognise(upload.name, upload.data)
    return insert_row(
        session,
        document,
        dossier_id=dossier_id,
        public_id=secrets.token_urlsafe(16),
        document_id=upload.document_id,
        name=upload.name[:300],
        kind=kind.name,
        size=len(upload.data),
        hash=files.put(upload.data),
        added_at=now,
        added_by=author,
    )


def of_dossier(session: Session, dossier_id: int) -> list[Row[Any]]:
    """The files of a dossier, oldest first."""
    query = select(document).where(document.c.dossier_id == dossier_id).order_by(document.c.id)
    return list(session.execute(query))


def by_public_id(session: Session, public_id: str) -> Row[Any]:
    """One file's row. Raises ``Missing``."""
    row = session.execute(select(document).where(document.c.public_id == public_id)).first()
    if row is None:
        raise Missing(Text("Không tìm thấy tệp.", "No such file."))
    return row
