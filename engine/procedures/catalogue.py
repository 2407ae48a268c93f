"""Reading the catalogue: which procedures exist, which version is in force on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session

from engine.platform.errors import Missing
from engine.platform.search import search_key
from engine.procedures.models import procedure, procedure_version
from engine.text import Text


@dataclass(frozen=True)
class CatalogueRow:
    """One procedure as lists show it; ``summary`` holds code, field, level and term of the version in force."""

    key: str
    name: str
    version_id: int
    number: int
    decision_number: str | None
    effective_from: datetime
    summary: dict[str, Any]


def in_force(session: Session, at: datetime, words: str = "") -> list[CatalogueRow]:
    """Procedures with a version in force at ``at``, by name; ``words`` filters by any part of the name."""
    query = _in_force(at).order_by(procedure.c.search)
    for word in search_key(words).split():
        query = query.where(procedure.c.search.contains(word, autoescape=True))
    return [_row(row) for row in session.execute(query)]


def version_in_force(session: Session, key: str, at: datetime) -> CatalogueRow:
    """The version of ``key`` that a dossier received at ``at`` starts on. Raises ``Missing``."""
    row = session.execute(_in_force(at).where(procedure.c.key == key)).first()
    if row is None:
        raise Missing(
            Text("Không có thủ tục này hoặc thủ tục chưa có hiệu lực.", "No such procedure, or it is not in force yet.")
        )
    return _row(row)


def versions_of(session: Session, key: str) -> Sequence[Row[Any]]:
    """Every version of a procedure, newest first."""
    return session.execute(
        select(procedure_version)
        .join(procedure, procedure.c.id == procedure_version.c.procedure_id)
        .where(procedure.c.key == key)
        .order_by(procedure_version.c.number.desc())
    ).all()


def _in_force(at: datetime) -> Select[Any]:
    newest = (
        select(procedure_version.c.procedure_id, func.max(procedure_version.c.number).label("number"))
        .where(procedure_version.c.status == "effective", procedure_version.c.effective_from <= at)
        .group_by(procedure_version.c.procedure_id)
        .subquery()
    )
    return (
        select(
            procedure.c.key,
            procedure.c.name,
            procedure_version.c.id.label("version_id"),
            procedure_version.c.number,
            procedure_version.c.decision_number,
            procedure_version.c.effective_from,
            procedure_version.c.summary,
        )
        .join(procedure_version, procedure_version.c.procedure_id == procedure.c.id)
        .join(
            newest,
            (newest.c.procedure_id == procedure_version.c.procedure_id)
            & (newest.c.number == procedure_version.c.number),
        )
    )


def _row(row: Row[Any]) -> CatalogueRow:
    return CatalogueRow(**{**row._mapping, "name": row.summary["name"][0]})
