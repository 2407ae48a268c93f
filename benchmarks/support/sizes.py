"""How many bytes one dossier takes: what its rows say, and of that what people typed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from engine.dossiers.models import dossier_state, form_submission
from engine.platform.audit.models import audit
from engine.platform.canonical import dumps
from engine.platform.db import metadata, reading


@dataclass(frozen=True)
class Sizes:
    """Bytes of content: all rows of a dossier, the forms in them, its engine state."""

    rows: int
    forms: int
    state: int


def of_dossier(dossier_id: int) -> Sizes:
    """Add up every row that belongs to a dossier."""
    with reading() as session:
        own = sum(_size(session, table, table.c.dossier_id == dossier_id) for table in _tables())
        trail = (audit.c.subject_kind == "dossier") & (audit.c.subject_id == str(dossier_id))
        row = metadata.tables["dossier"]
        forms = session.execute(select(form_submission).where(form_submission.c.dossier_id == dossier_id)).mappings()
        state = session.execute(select(dossier_state.c.blob).where(dossier_state.c.dossier_id == dossier_id)).scalar()
        return Sizes(
            rows=own + _size(session, audit, trail) + _size(session, row, row.c.id == dossier_id),
            forms=sum(len(dumps(form["values"])) for form in forms),
            state=len(state or b""),
        )


def _tables() -> list[Table]:
    return [table for table in metadata.sorted_tables if "dossier_id" in table.c]


def _size(session: Session, table: Table, condition: Any) -> int:
    rows = session.execute(select(table).where(condition))
    return sum(_bytes(value) for row in rows for value in row)


def _bytes(value: Any) -> int:
    if value is None or isinstance(value, bool):
        return 1
    if isinstance(value, int | float | datetime):
        return 8
    if isinstance(value, bytes | str):
        return len(value if isinstance(value, bytes) else value.encode())
    return len(dumps(value))
