"""Storing and reading sources by content hash: a file kept once, however many versions hold it."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Table, select
from sqlalchemy.orm import Session

from engine.platform.errors import Missing
from engine.procedures.models import blob, draft_source, version_source, working_source
from engine.procedures.sources import Sources, content_hash
from engine.text import Text


def keep_for_draft(session: Session, draft_id: int, sources: Sources) -> None:
    """Store the files of a draft."""
    _keep(session, draft_source, {"draft_id": draft_id}, sources)


def keep_for_version(session: Session, version_id: int, sources: Sources) -> None:
    """Store the files of a published version; they are never changed afterwards."""
    _keep(session, version_source, {"version_id": version_id}, sources)


def keep_for_revision(session: Session, revision_id: int, sources: Sources) -> None:
    """Store the files of one revision of a working copy."""
    _keep(session, working_source, {"revision_id": revision_id}, sources)


def of_revision(session: Session, revision_id: int) -> Sources:
    """Read back the files of one revision of a working copy."""
    return _read(session, working_source, working_source.c.revision_id == revision_id)


def of_draft(session: Session, draft_id: int) -> Sources:
    """Read back the files of a draft."""
    return _read(session, draft_source, draft_source.c.draft_id == draft_id)


def of_version(session: Session, version_id: int) -> Sources:
    """Read back the files of a published version."""
    return _read(session, version_source, version_source.c.version_id == version_id)


def keep(session: Session, data: bytes) -> str:
    """Store any bytes by their hash; returns it. What is there already is not stored again."""
    name = content_hash(data)
    if session.execute(select(blob.c.hash).where(blob.c.hash == name)).first() is None:
        session.execute(blob.insert().values(hash=name, data=data))
    return name


def kept(session: Session, name: str) -> bytes:
    """Bytes stored before, by their hash. Raises ``Missing``."""
    data = session.execute(select(blob.c.data).where(blob.c.hash == name)).scalar()
    if data is None:
        raise Missing(
            Text("Tệp không còn; chọn lại tệp.", "The file is gone; choose it again."),
        )
    return bytes(data)


def _keep(session: Session, owner: Table, owner_key: dict[str, int], sources: Sources) -> None:
    for path, data in sources.files.items():
        name = keep(session, data)
        session.execute(owner.insert().values(path=path, hash=name, **owner_key))


def _read(session: Session, owner: Table, condition: ColumnElement[bool]) -> Sources:
    rows = session.execute(select(owner.c.path, blob.c.data).join(blob, blob.c.hash == owner.c.hash).where(condition))
    return Sources({path: bytes(data) for path, data in rows})
