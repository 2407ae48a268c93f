"""A diagram sent alone: the forms and tables of the newest version go with it."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.procedures import store
from engine.procedures.models import procedure, procedure_version
from engine.procedures.sources import DIAGRAM, Sources


def completed(session: Session, sources: Sources, key: str | None) -> Sources:
    """The files with those of the procedure's newest version beside a diagram that came alone; else unchanged."""
    if set(sources.files) != {DIAGRAM} or key is None:
        return sources
    joined = procedure.c.id == procedure_version.c.procedure_id
    newest = select(procedure_version.c.id).join(procedure, joined).where(procedure.c.key == key)
    version_id = session.execute(newest.order_by(procedure_version.c.number.desc()).limit(1)).scalar()
    if version_id is None:
        return sources
    return Sources({**store.of_version(session, version_id).files, **sources.files})
