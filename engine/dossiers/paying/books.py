"""The page of comparing: days compared, differences left, orders that need somebody; and a person settling one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from engine.dossiers.models import dossier
from engine.dossiers.paying.handlers import COMPARE
from engine.dossiers.paying.models import (
    SURPLUS,
    WAITING,
    payment_check,
    payment_mismatch,
    payment_order,
)
from engine.organisation import policy
from engine.organisation.actors import Actor
from engine.organisation.operations.acting import By
from engine.organisation.policy import Act
from engine.platform import jobs
from engine.platform.errors import Conflict, Invalid, Missing
from engine.platform.time import local_day
from engine.text import Text

SHOWN = 100


@dataclass(frozen=True)
class Books:
    """Everything the page shows; ``odd`` are orders with money to be given back or a wrong notification."""

    checks: Sequence[Row[Any]]
    open: Sequence[Row[Any]]
    settled: Sequence[Row[Any]]
    odd: Sequence[Row[Any]]
    waiting: int


def read(session: Session, actor: Actor) -> Books:
    """Read the page. Raises ``Refused`` for whoever does not administer."""
    policy.require(actor, Act.ADMINISTER)
    table = payment_mismatch
    rows = select(table).order_by(table.c.day.desc(), table.c.id)
    checks = select(payment_check).order_by(payment_check.c.day.desc()).limit(14)
    odd = (payment_order.c.status == SURPLUS) | payment_order.c.last_said.is_not(None)
    orders = select(payment_order, dossier.c.code).join(dossier, dossier.c.id == payment_order.c.dossier_id)
    counted = select(func.count()).select_from(payment_order).where(payment_order.c.status == WAITING)
    settled = rows.where(table.c.settled_at.is_not(None), table.c.settled_by != "system")
    return Books(
        checks=session.execute(checks).all(),
        open=session.execute(rows.where(table.c.settled_at.is_(None)).limit(SHOWN)).all(),
        settled=session.execute(settled.limit(SHOWN)).all(),
        odd=session.execute(orders.where(odd).order_by(payment_order.c.id.desc()).limit(SHOWN)).all(),
        waiting=int(session.execute(counted).scalar_one()),
    )


def ask(session: Session, by: By, day: date) -> None:
    """Compare one day again, now; asked for at most once a minute. Raises ``Invalid`` for a day to come."""
    by.require_administrator()
    if day > local_day(by.at):
        raise Invalid(Text("Ngày này chưa đến.", "That day has not come yet."), where="day")
    payload = {"day": day.isoformat(), "by": by.name}
    jobs.enqueue(session, COMPARE, f"{COMPARE}/{day}/{by.at:%Y%m%d%H%M}", now=by.at, payload=payload)
    by.record(session, "payment", day.isoformat(), "payment_compared")


def settle(session: Session, by: By, mismatch_id: int, note: str, now: datetime) -> None:
    """A person has cleared a difference up and says how."""
    by.require_administrator()
    note = note.strip()[:500]
    if not note:
        raise Invalid(Text("Ghi cách đã xử lý.", "Say how it was settled."), where="note")
    row = session.execute(select(payment_mismatch).where(payment_mismatch.c.id == mismatch_id)).first()
    if row is None:
        raise Missing(Text("Không có chênh lệch này.", "There is no such difference."))
    if row.settled_at is not None:
        raise Conflict(Text("Chênh lệch này đã được xử lý.", "It was settled already."))
    mine = payment_mismatch.update().where(payment_mismatch.c.id == mismatch_id)
    session.execute(mine.values(settled_at=now, settled_by=by.name, note=note))
    by.record(session, "payment", row.order_number, "mismatch_settled", kind=row.kind, day=row.day)
