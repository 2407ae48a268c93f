"""What the pages of imports list: the files sent, the procedures found in one, how many points are open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from engine.organisation import policy
from engine.organisation.actors import Actor
from engine.organisation.policy import Act
from engine.platform.errors import Missing
from engine.publication.imports.models import sheet_found, sheet_import, sheet_point
from engine.publication.imports.points import OPEN
from engine.text import Text

LISTED: Final = 50


@dataclass(frozen=True)
class Listed:
    """One file of the list: its row, how many procedures it holds and how many of them were taken."""

    row: Row[Any]
    procedures: int
    taken: int


@dataclass(frozen=True)
class ListedProcedure:
    """One procedure of a file: its row, and how many of its points are still open."""

    row: Row[Any]
    open: int


def imports(session: Session, actor: Actor) -> list[Listed]:
    """The files sent, newest first. Empty for who may not see drafts."""
    if not policy.may(actor, Act.SEE_DRAFT):
        return []
    counted = (
        select(sheet_found.c.import_id, func.count().label("n"), func.count(sheet_found.c.copy_id).label("taken"))
        .group_by(sheet_found.c.import_id)
        .subquery()
    )
    query = (
        select(sheet_import, counted.c.n, counted.c.taken)
        .outerjoin(counted, counted.c.import_id == sheet_import.c.id)
        .order_by(sheet_import.c.id.desc())
        .limit(LISTED)
    )
    return [Listed(row, row.n or 0, row.taken or 0) for row in session.execute(query)]


def one(session: Session, actor: Actor, import_id: int) -> Row[Any]:
    """A file that was sent. Raises ``Missing``, also for who may not see drafts."""
    row = session.execute(select(sheet_import).where(sheet_import.c.id == import_id)).first()
    if row is None or not policy.may(actor, Act.SEE_DRAFT):
        raise Missing(
            Text("Không tìm thấy lần nhập này.", "There is no such import."),
            Text("Mở lại từ trang Nhập từ Word, Excel.", "Open it again from Import from Word, Excel."),
        )
    return row


def procedures(session: Session, import_id: int) -> Sequence[ListedProcedure]:
    """The procedures of a file in printed order."""
    opened = (
        select(sheet_point.c.found_id, func.count().label("n"))
        .where(sheet_point.c.status == OPEN)
        .group_by(sheet_point.c.found_id)
        .subquery()
    )
    query = (
        select(sheet_found, opened.c.n)
        .outerjoin(opened, opened.c.found_id == sheet_found.c.id)
        .where(sheet_found.c.import_id == import_id)
        .order_by(sheet_found.c.position)
    )
    return [ListedProcedure(row, row.n or 0) for row in session.execute(query)]
