"""Open points: something of a sheet nobody understood yet. They travel with the working copy and block publication
until each is resolved or accepted by name."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from engine.organisation import policy
from engine.organisation.actors import Actor
from engine.organisation.policy import Act
from engine.platform import audit
from engine.platform.errors import Conflict
from engine.publication.imports.models import sheet_found, sheet_point
from engine.text import Text

OPEN, RESOLVED, ACCEPTED, REPLACED = "open", "resolved", "accepted", "replaced"
MAX_NOTE: Final = 1000


def store(session: Session, found_id: int, told: Sequence[dict[str, Any]]) -> None:
    """Keep the open points of a procedure that was found."""
    for number, point in enumerate(told, 1):
        facts = {name: point[name] for name in ("row", "cell", "place", "text", "reason")}
        session.execute(sheet_point.insert().values(found_id=found_id, number=number, status=OPEN, **facts))


def of(session: Session, found_id: int) -> Sequence[Row[Any]]:
    """Every point of a procedure, in printed order."""
    query = select(sheet_point).where(sheet_point.c.found_id == found_id)
    return session.execute(query.order_by(sheet_point.c.number)).all()


def settle(
    session: Session, actor: Actor, found_id: int, numbers: Collection[int], status: str, note: str, now: datetime
) -> int:
    """Resolve or accept points in the actor's name; those settled already stay as they are. Returns how many."""
    policy.require(actor, Act.EDIT_DRAFT)
    wanted = (sheet_point.c.found_id == found_id) & sheet_point.c.number.in_(numbers) & (sheet_point.c.status == OPEN)
    rows = session.execute(select(sheet_point).where(wanted).with_for_update()).all()
    values = {
        "status": status,
        "note": note.strip()[:MAX_NOTE] or None,
        "settled_at": now,
        "settled_by_account": actor.account_id,
        "settled_by": actor.name,
    }
    for row in rows:
        session.execute(sheet_point.update().where(sheet_point.c.id == row.id).values(**values))
        audit.record(
            session,
            subject_kind="sheet_point",
            subject_id=row.id,
            act=f"open_point_{status}",
            actor=actor.username,
            at=now,
            detail={"found": found_id, "text": row.text[:500], "reason": row.reason["vi"], "note": note.strip()[:500]},
        )
    return len(rows)


def take_over(session: Session, actor: Actor, found_id: int, copy_id: int, now: datetime) -> None:
    """A newer sheet goes into a working copy: older points of it make way; what was settled there stays settled."""
    older = session.execute(
        select(sheet_point)
        .join(sheet_found, sheet_found.c.id == sheet_point.c.found_id)
        .where(sheet_found.c.copy_id == copy_id, sheet_found.c.id != found_id)
        .order_by(sheet_point.c.id)
    ).all()
    known = {(row.text, row.reason["vi"]): row for row in older if row.status in (RESOLVED, ACCEPTED)}
    for row in of(session, found_id):
        before = known.get((row.text, row.reason["vi"]))
        if before is not None and row.status == OPEN:
            names = ("status", "note", "settled_at", "settled_by_account", "settled_by")
            kept = {name: getattr(before, name) for name in names}
            session.execute(sheet_point.update().where(sheet_point.c.id == row.id).values(**kept))
    gone = [row.id for row in older if row.status == OPEN]
    values = {"status": REPLACED, "settled_at": now, "settled_by": actor.name, "settled_by_account": actor.account_id}
    session.execute(sheet_point.update().where(sheet_point.c.id.in_(gone)).values(**values))


def open_of_copy(session: Session, copy_id: int) -> list[tuple[int, int, int]]:
    """What still stands against publication of a working copy: (import, procedure found, how many points)."""
    query = (
        select(sheet_found.c.import_id, sheet_found.c.id, func.count(sheet_point.c.id))
        .join(sheet_point, sheet_point.c.found_id == sheet_found.c.id)
        .where(sheet_found.c.copy_id == copy_id, sheet_point.c.status == OPEN)
        .group_by(sheet_found.c.import_id, sheet_found.c.id)
        .order_by(sheet_found.c.id)
    )
    return [(row[0], row[1], row[2]) for row in session.execute(query)]


def refuse_open(session: Session, copy_id: int) -> None:
    """Raise ``Conflict`` while open points of a sheet stand against sending a working copy for approval."""
    left = sum(count for _, _, count in open_of_copy(session, copy_id))
    if left:
        raise Conflict(
            Text(f"Còn {left} điểm mở của tệp đã nhập.", f"{left} open points of the imported sheet are left."),
            Text(
                "Mở thẻ Trình duyệt, vào “Điểm mở của bảng quy trình” và giải quyết hoặc chấp nhận từng điểm.",
                "Open Publish, go to “Open points of the sheet” and resolve or accept each.",
            ),
        )
