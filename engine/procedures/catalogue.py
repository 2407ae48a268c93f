"""Reading the catalogue: which procedures exist, which version is in force on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session

from engine.platform.errors import Conflict, Missing
from engine.platform.search import search_key
from engine.platform.time import local_day
from engine.procedures.models import procedure, procedure_version
from engine.procedures.standing import ABOLISH, Order, orders_at
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
    suspended: Order | None = None


def in_force(session: Session, at: datetime, words: str = "") -> list[CatalogueRow]:
    """Procedures with a version in force at ``at``, by name; ``words`` filters by any part of the name.

    Suspended ones are among them and say so; abolished ones are not.
    """
    query = _in_force(at).order_by(procedure.c.search)
    for word in search_key(words).split():
        query = query.where(procedure.c.search.contains(word, autoescape=True))
    orders = orders_at(session, at)
    rows = [(row, orders.get(row.id)) for row in session.execute(query)]
    return [_row(row, order) for row, order in rows if order is None or order.kind != ABOLISH]


def version_in_force(session: Session, key: str, at: datetime) -> CatalogueRow:
    """The version of ``key`` that a dossier received at ``at`` starts on.

    Raises ``Missing`` when there is none, ``Conflict`` with the reason while receiving is suspended.
    """
    row = version_shown(session, key, at)
    if row.suspended is not None:
        raise _suspended(row.suspended)
    return row


def version_shown(session: Session, key: str, at: datetime) -> CatalogueRow:
    """The version of ``key`` that people read about at ``at``, also while receiving is suspended."""
    row = session.execute(_in_force(at).where(procedure.c.key == key)).first()
    order = orders_at(session, at, row.id).get(row.id) if row is not None else None
    if row is None:
        raise Missing(
            Text("Không có thủ tục này hoặc thủ tục chưa có hiệu lực.", "No such procedure, or it is not in force yet.")
        )
    if order is not None and order.kind == ABOLISH:
        raise Missing(_abolished(order), Text("Tìm thủ tục thay thế trong danh mục.", "Look for what replaced it."))
    return _row(row, order)


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
            procedure.c.id,
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


def _row(row: Row[Any], order: Order | None) -> CatalogueRow:
    facts = {name: value for name, value in row._mapping.items() if name != "id"}
    return CatalogueRow(**{**facts, "name": row.summary["name"][0]}, suspended=order)


def _suspended(order: Order) -> Conflict:
    since = local_day(order.since)
    reason = order.reason.rstrip(".")
    return Conflict(
        Text(
            f"Thủ tục đang tạm dừng tiếp nhận từ {since:%d/%m/%Y}: {reason}.",
            f"Reception has been suspended since {since.isoformat()}: {reason}.",
        ),
        Text(
            "Hồ sơ đang giải quyết vẫn tiếp tục. Hướng dẫn người nộp chờ thông báo tiếp nhận lại.",
            "Dossiers under way go on. Ask the applicant to wait until reception resumes.",
        ),
    )


def _abolished(order: Order) -> Text:
    since = local_day(order.since)
    return Text(f"Thủ tục đã bị bãi bỏ từ {since:%d/%m/%Y}.", f"The procedure was abolished on {since.isoformat()}.")
